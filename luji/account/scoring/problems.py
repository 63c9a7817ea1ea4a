"""The numbered problems of scoring: 0xx schemes, 1xx plans, 2xx evaluations, 3xx questions."""

from luji.base.kernel.problem import Level, ProblemKind

# schemes
POINTS_DO_NOT_ADD_UP = ProblemKind(
    "SCO-001",
    "「{what}」之下各项合计 {found} 分，应为 {expected} 分",
    "'{what}' adds up to {found} points, not {expected}",
    "请调整权重，使合计相符。",
    "Change the weights until they add up.",
)
DUPLICATE_LINE = ProblemKind(
    "SCO-002",
    "指标「{key}」出现两次（先在{first}）",
    "line '{key}' is given twice (first at {first})",
    "请改用不同的代码。",
    "Give one of them another key.",
)
NO_CLAUSE = ProblemKind(
    "SCO-003",
    "指标「{key}」没有写明依据条款",
    "line '{key}' names no clause it comes from",
    "请写 clause：文号、条款、是亲见还是转述。",
    "Add a clause: document, article, and whether it was seen or recalled.",
)
UNKNOWN_FUNCTION = ProblemKind(
    "SCO-004",
    "不认识的计分方法「{name}」{hint_zh}",
    "unknown score function '{name}'{hint_en}",
    "可用的方法：{known}。",
    "Known functions: {known}.",
)
BAND_GAP = ProblemKind(
    "SCO-005",
    "「{key}」的区间 {first} 与 {second} 之间有空缺",
    "the intervals {first} and {second} of '{key}' leave a gap",
    "请让相邻区间首尾相接，端点恰归一方。",
    "Let neighbours meet, the end belonging to exactly one of them.",
)
BAND_OVERLAP = ProblemKind(
    "SCO-006",
    "「{key}」的区间 {first} 与 {second} 重叠",
    "the intervals {first} and {second} of '{key}' overlap",
    "请让相邻区间首尾相接，端点恰归一方。",
    "Let neighbours meet, the end belonging to exactly one of them.",
)
BAND_EMPTY = ProblemKind(
    "SCO-007",
    "「{key}」的区间 {first} 里没有任何数",
    "no number lies in the interval {first} of '{key}'",
    "请核对上下限。",
    "Check its ends.",
)
STEPS_NOT_IN_ORDER = ProblemKind(
    "SCO-008",
    "「{key}」的台阶 {first} 与 {second} 次序不对：{why_zh}",
    "the steps {first} and {second} of '{key}' are out of order: {why_en}",
    "请从最好一档写起，逐档变差、得分递减。",
    "Write the best step first; each next one easier and worth less.",
)
MORE_THAN_WEIGHT = ProblemKind(
    "SCO-009",
    "「{key}」最多可得 {points} 分，与分值 {weight} 不符",
    "'{key}' can give at most {points} points, its weight is {weight}",
    "最好一档应正好得满分。",
    "The best outcome must give exactly the weight.",
)
TIERS_NOT_DESCENDING = ProblemKind(
    "SCO-010",
    "评判档次「{second}」应低于「{first}」",
    "tier '{second}' should lie below '{first}'",
    "请从高到低排列档次。",
    "List the tiers from the highest to the lowest.",
)
NO_TIERS = ProblemKind(
    "SCO-011",
    "「{key}」要分档评判，但方案没有声明档次",
    "'{key}' is judged in tiers but the scheme declares none",
    "请在 conventions 里写 tiers。",
    "Declare tiers under conventions.",
)
WEIGHT_NOT_PRINTABLE = ProblemKind(
    "SCO-012",
    "「{key}」的分值 {weight} 不是大于零、至多两位小数的数",
    "the weight {weight} of '{key}' is not positive with at most two decimals",
    "请改写分值。",
    "Change the weight.",
)
ITEM_POINTS_WRONG = ProblemKind(
    "SCO-013",
    "「{key}」核对事项的分值合计 {found}，应为 {expected}，且要么全写要么全不写",
    "the items of '{key}' are worth {found} together, not {expected}; give points to all items or to none",
    "请调整事项分值。",
    "Change the points of the items.",
)
DUPLICATE_PART = ProblemKind(
    "SCO-014",
    "「{key}」里「{part}」出现两次",
    "'{part}' is given twice in '{key}'",
    "请改用不同的代码。",
    "Give one of them another key.",
)
NOT_POSITIVE = ProblemKind(
    "SCO-015",
    "「{key}」的参数 {parameter} 应大于零，现为 {value}",
    "the parameter {parameter} of '{key}' should be positive, it is {value}",
    "请改正参数。",
    "Correct the parameter.",
)
EMPTY_CLASS = ProblemKind(
    "SCO-016",
    "「{key}」之下既没有指标也没有分类",
    "'{key}' holds neither lines nor classes",
    "请补上指标或删去。",
    "Add lines or delete it.",
)
BAD_FORMULA = ProblemKind(
    "SCO-017",
    "「{key}」的{part}不是数：{text}",
    "the {part} of '{key}' does not give a number: {text}",
    "请写指标代码或它们的算式。",
    "Write an indicator key or a sum over keys.",
)
CUTS_NOT_ASCENDING = ProblemKind(
    "SCO-018",
    "「{key}」的超额扣分应逐级加重，且不低于提示线",
    "the cuts for over-fulfilment of '{key}' should grow step by step from the flag on",
    "请从小到大排列。",
    "List them from the lowest to the highest.",
)
DUPLICATE_SCHEME = ProblemKind(
    "SCO-019",
    "方案「{key}」被声明了两次",
    "scheme '{key}' is declared twice",
    "请改用不同的代码。",
    "Give one of them another key.",
)
# plans
UNKNOWN_LINE = ProblemKind(
    "SCO-101",
    "方案「{scheme}」没有指标「{key}」{hint_zh}",
    "scheme '{scheme}' has no line '{key}'{hint_en}",
    "请改用方案里的指标代码。",
    "Use a line of the scheme.",
)
NO_TARGET = ProblemKind(
    "SCO-102",
    "指标「{label_zh}」（{key}）没有目标值",
    "line '{label_en}' ({key}) has no target",
    "请在评价计划里写 target。",
    "Give a target in the plan.",
)
NO_ACTUAL = ProblemKind(
    "SCO-103",
    "指标「{label_zh}」（{key}）没有指明实际值从哪里来",
    "line '{label_en}' ({key}) does not say where its actual value comes from",
    "请写 actual：指标代码或算式。",
    "Give actual: an indicator key or a formula.",
)
NO_JUDGEMENT = ProblemKind(
    "SCO-104",
    "指标「{label_zh}」（{key}）还缺：{missing_zh}",
    "line '{label_en}' ({key}) still lacks: {missing_en}",
    "请在评价计划里补上。",
    "Complete it in the plan.",
)
UNKNOWN_TIER = ProblemKind(
    "SCO-105",
    "指标「{key}」的档次「{tier}」未声明",
    "tier '{tier}' of line '{key}' is not declared",
    "可用的档次：{known}。",
    "Declared tiers: {known}.",
)
OUTSIDE_TIER = ProblemKind(
    "SCO-106",
    "指标「{key}」评 {points} 分，不在「{tier}」档的 {range} 分之内",
    "{points} points for '{key}' lie outside the {range} points of tier '{tier}'",
    "请改分或改档。",
    "Change the points or the tier.",
)
WRONG_GRAIN = ProblemKind(
    "SCO-107",
    "指标「{key}」评 {points} 分，应为 {grain} 的整数倍",
    "{points} points for '{key}' are no multiple of {grain}",
    "请改分。",
    "Change the points.",
)
UNANSWERED = ProblemKind(
    "SCO-108",
    "指标「{key}」的核对事项没有答全：{items}",
    "items of line '{key}' are not answered: {items}",
    "请逐项回答 met、unmet 或 not_applicable。",
    "Answer each: met, unmet or not_applicable.",
)
UNKNOWN_ITEM = ProblemKind(
    "SCO-109",
    "指标「{key}」没有核对事项「{item}」{hint_zh}",
    "line '{key}' has no item '{item}'{hint_en}",
    "请改用方案里的事项代码。",
    "Use an item of the scheme.",
)
WRONG_SCHEME = ProblemKind(
    "SCO-110",
    "评价计划用的是方案「{wanted}」，给的是「{given}」",
    "the plan is for scheme '{wanted}', not '{given}'",
    "请换用相符的方案。",
    "Use the scheme it names.",
)
NOT_FOR_FUNCTION = ProblemKind(
    "SCO-111",
    "指标「{key}」按「{function_zh}」计分，用不上 {given}",
    "line '{key}' is scored by {function_en}, which has no use for {given}",
    "请删去，或改用合适的计分方法。",
    "Delete it, or choose a fitting function.",
    Level.WARNING,
)
UNKNOWN_SCHEME = ProblemKind(
    "SCO-112",
    "没有方案「{key}」{hint_zh}",
    "there is no scheme '{key}'{hint_en}",
    "可用的方案：{known}。",
    "Known schemes: {known}.",
)
DUPLICATE_PLAN = ProblemKind(
    "SCO-113",
    "单位 {unit} 的 {year} 年有两份评价计划",
    "unit {unit} has two plans for {year}",
    "请只留一份。",
    "Keep one of them.",
)
# evaluations
REASON_MISSING = ProblemKind(
    "SCO-201",
    "指标「{label_zh}」（{key}）未达目标或未得满分，却没有说明原因",
    "line '{label_en}' ({key}) misses its target or full points and gives no reason",
    "请写偏差原因及改进措施。",
    "Write the reason and what will be done.",
)
EXPLANATION_ASKED = ProblemKind(
    "SCO-202",
    "指标「{label_zh}」（{key}）完成 {percent} %，超过提示线 {limit} %",
    "line '{label_en}' ({key}) reached {percent} % of its target, above {limit} %",
    "请说明目标是否定得偏低。",
    "Explain whether the target was set too low.",
    Level.WARNING,
)
NO_VALUE = ProblemKind(
    "SCO-203",
    "指标「{label_zh}」（{key}）的{part_zh}「{text}」没有值，按方案规定作不适用处理",
    "the {part_en} '{text}' of line '{label_en}' ({key}) has no value; treated as not applicable",
    "若确实不适用，请在计划里写 not_applicable 和理由。",
    "If it truly does not apply, say not_applicable with the reason in the plan.",
    Level.WARNING,
)
ZERO_DENOMINATOR = ProblemKind(
    "SCO-204",
    "指标「{label_zh}」（{key}）的分母为零，按方案规定作「{rule_zh}」处理",
    "line '{label_en}' ({key}) would divide by zero; by rule: {rule_en}",
    "请核对目标值或预算数。",
    "Check the target or the budget.",
    Level.WARNING,
)
NOTHING_APPLIES = ProblemKind(
    "SCO-205",
    "没有一项指标适用，得不出分数",
    "no line applies, so there is no score",
    "请核对数据和计划。",
    "Check the data and the plan.",
)
OUTSIDE_BANDS = ProblemKind(
    "SCO-206",
    "指标「{label_zh}」（{key}）的实际值 {value} 不在任何区间内，按零分计",
    "the actual {value} of line '{label_en}' ({key}) lies in no band; no points",
    "请核对数据或方案的区间。",
    "Check the data or the bands of the scheme.",
)
# questions
SCORE_OUT_OF_RANGE = ProblemKind(
    "SCO-301",
    "分数 {score} 不在 0 到 {full} 之间，或多于两位小数",
    "the score {score} is not between 0 and {full} with at most two decimals",
    "请改写分数。",
    "Change the score.",
)
