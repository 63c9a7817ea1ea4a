"""The numbered messages of the reports room (REP-…)."""

from __future__ import annotations

from luji.base.kernel.problem import Level, ProblemKind

TYPED_NUMBER = ProblemKind(
    "REP-001",
    "第 {at} 个字起写入了未绑定的数字「{number}」",
    "the number '{number}' is typed at character {at} and bound to nothing",
    "请改为绑定指标 {{键}}；若它是名称的一部分，请在文首 literals 中声明并写明理由。",
    "Bind it as {{key}}; if it belongs to a name, declare it under literals with the reason.",
)
UNKNOWN_FIGURE = ProblemKind(
    "REP-002",
    "第 {at} 个字起引用了不存在的指标「{key}」{hint_zh}",
    "unknown figure '{key}' at character {at}{hint_en}",
    "请核对指标目录中的键。",
    "Look the key up in the indicator catalogue.",
)
UNKNOWN_FORM = ProblemKind(
    "REP-003",
    "第 {at} 个字起要求了不认识的写法「{form}」{hint_zh}",
    "unknown form '{form}' at character {at}{hint_en}",
    "可用的写法：{known}。",
    "Known forms: {known}.",
)
BAD_BINDING = ProblemKind(
    "REP-004",
    "第 {at} 个字处的花括号「{text}」不成对或内容不合规",
    "the braces '{text}' at character {at} are unpaired or hold no binding",
    "写法：{{指标键}}、{{指标键|写法}}、{{@year}}。",
    "Write {{key}}, {{key|form}} or {{@year}}.",
)
UNKNOWN_NAME = ProblemKind(
    "REP-005",
    "第 {at} 个字处的名称「@{name}」不认识{hint_zh}",
    "unknown name '@{name}' at character {at}{hint_en}",
    "可用的名称：{known}。",
    "Known names: {known}.",
)
NO_FRONT = ProblemKind(
    "REP-006",
    "模板文首缺少成对的 --- 声明段",
    "the template has no front matter between two lines of ---",
    "请在第 1 行写 ---，写明 title、layout 等，再以 --- 结束。",
    "Begin line 1 with ---, declare title, layout …, and end it with ---.",
)
HEADING_SKIPS = ProblemKind(
    "REP-007",
    "标题从第 {above} 级跳到第 {level} 级",
    "the heading jumps from level {above} to level {level}",
    "层次应依次为 一、（一）1.（1），请逐级使用。",
    "Use the levels in turn: 一、（一）1.（1）.",
)
TYPED_MARK = ProblemKind(
    "REP-008",
    "标题写入了序号「{mark}」",
    "the heading carries a typed number '{mark}'",
    "请删去，序号由程序按保留的章节自动编排。",
    "Delete it; headings are numbered by the program.",
)
BAD_BLOCK = ProblemKind(
    "REP-009",
    "「{text}」没有配对或不是可用的段落指令{hint_zh}",
    "'{text}' is unpaired or no known block{hint_en}",
    "可用：{known}，各占一行。",
    "Known: {known}, each on a line of its own.",
)
NO_HEADING = ProblemKind(
    "REP-010",
    "第一个标题之前有正文",
    "there is text before the first heading",
    "请把它移到某个标题之下。",
    "Move it below a heading.",
)
UNUSED_LITERAL = ProblemKind(
    "REP-011",
    "声明的字面量「{text}」在正文中没有出现",
    "the declared literal '{text}' never occurs",
    "请删去，免得它放过以后写入的数字。",
    "Delete it, lest it lets later numbers through.",
)
EMPTY_LITERAL = ProblemKind(
    "REP-012",
    "字面量「{text}」只是一个数字，没有名称",
    "the literal '{text}' is a bare number, not a name",
    "字面量须是含数字的名称；数字请绑定指标。",
    "A literal is a name that holds a number; bind bare numbers.",
)
UNREADABLE = ProblemKind(
    "REP-013",
    "读不到报告声明文件",
    "the report file cannot be read",
    "请检查路径，文件须为 UTF-8。",
    "Check the path; the file must be UTF-8.",
)
NO_NUMBER = ProblemKind(
    "REP-014",
    "指标「{key}」没有可写成「{form}」的值",
    "figure '{key}' has no value that can be said as '{form}'",
    "请改用 {{键}}，或以 {{#if}} 在无数据时略去此段。",
    "Use {{key}}, or leave the paragraph out by {{#if}} when there is no data.",
)
UNKNOWN_FORMAT = ProblemKind(
    "REP-015",
    "不能输出「{name}」格式",
    "no such output format: '{name}'",
    "可用格式：{known}。",
    "Known formats: {known}.",
)
NO_ROWS = ProblemKind(
    "REP-016",
    "报告没有任何有内容的章节",
    "no section of the report has any content",
    "请检查模板的条件与数据快照。",
    "Check the template's conditions and the snapshot.",
)
WRONG_CONDITION = ProblemKind(
    "REP-017",
    "条件「{text}」不能成立：{why}",
    "the condition '{text}' cannot be used: {why}",
    "条件须是以指标键写成的比较，如 hazard.rectified > 0。",
    "Write a comparison of figure keys, such as hazard.rectified > 0.",
)
FONT_FALLBACK = ProblemKind(
    "REP-018",
    "「{face}」字体「{wanted}」不在本机，PDF 以「{served}」代替",
    "the face '{face}' ({wanted}) is not installed; the PDF uses '{served}'",
    "请把有授权的字体文件放入 fonts 文件夹。",
    "Put the licensed font file into the fonts folder.",
    Level.WARNING,
)
FONT_GAPS = ProblemKind(
    "REP-019",
    "「{face}」所用字体「{served}」缺字：{missing}",
    "'{served}' serving '{face}' lacks: {missing}",
    "缺的字将由后备字体显示；请补充字体并核对姓名。",
    "A later font of the list draws them; add a font and check the names.",
    Level.WARNING,
)
FONT_NONE = ProblemKind(
    "REP-020",
    "没有任何字体可用于「{face}」",
    "no font at all serves '{face}'",
    "请安装 pylopdf-fonts-zh-cn 或在 fonts 文件夹放入字体。",
    "Install pylopdf-fonts-zh-cn or put a font into the fonts folder.",
)
FONT_BROKEN = ProblemKind(
    "REP-021",
    "字体文件「{name}」无法读取：{why}",
    "the font file '{name}' cannot be read: {why}",
    "请更换该字体文件。",
    "Replace the font file.",
    Level.WARNING,
)
TYPESET = ProblemKind(
    "REP-022",
    "PDF 排版失败：{why}",
    "typesetting the PDF failed: {why}",
    "请把这条信息连同报告发给维护者。",
    "Send this message and the report to the maintainers.",
)
EMPTY_ITEMS = ProblemKind(
    "REP-023",
    "指标「{key}」没有可列出的名称",
    "figure '{key}' has no names to list",
    "请改用数值写法，或在指标中声明名单。",
    "Use a numeric form, or let the indicator list names.",
)
UNKNOWN_CONDITION_KEY = ProblemKind(
    "REP-024",
    "条件引用了不存在的指标「{key}」{hint_zh}",
    "the condition reads the unknown figure '{key}'{hint_en}",
    "请核对指标目录中的键。",
    "Look the key up in the indicator catalogue.",
)
UNANSWERED = ProblemKind(
    "REP-025",
    "问题「{title}」没有对应的改进措施",
    "the problem '{title}' is answered by no measure",
    "请为它写明改进措施、责任部门和完成时限。",
    "State a measure for it, with who answers for it and by when.",
)
ANSWERS_NOTHING = ProblemKind(
    "REP-026",
    "措施「{title}」所对应的问题「{key}」不存在{hint_zh}",
    "the measure '{title}' answers the unknown problem '{key}'{hint_en}",
    "措施须逐条对应上一部分的问题。",
    "Each measure answers a problem of the section before.",
)
MISPLACED = ProblemKind(
    "REP-027",
    "问题与措施是「{unit} {year}」的，报告是「{for_unit} {for_year}」的",
    "the statements are those of {unit} {year}, the report is of {for_unit} {for_year}",
    "请为该单位该年度另写一份。",
    "Write one for that unit and year.",
)
UNKNOWN_ROW = ProblemKind(
    "REP-028",
    "基础数据表引用了不存在的指标「{key}」{hint_zh}",
    "the data table names the unknown figure '{key}'{hint_en}",
    "请核对指标目录中的键。",
    "Look the key up in the indicator catalogue.",
)
WRONG_TOTAL = ProblemKind(
    "REP-029",
    "合计「{key}」须由同组在它之前的行相加，「{part}」不是",
    "the total '{key}' adds rows above it in its group, '{part}' is none",
    "请调整行的次序或合计的组成。",
    "Reorder the rows or mend the total.",
)
# A report that somebody edited, compared with what was composed (against.py); these are rules of findings.
OTHER_FIGURE = ProblemKind(
    "REP-101",
    "报告写 {stated}，事实是 {expected}{hint_zh}",
    "the report says {stated}, the facts say {expected}{hint_en}",
    "请改回 {expected}；若事实有变，请先更正台账，再重新编制。",
    "Write {expected} again; if the facts changed, correct the ledger first and compose anew.",
)
LOST_FIGURE = ProblemKind(
    "REP-102",
    "报告少了 {expected}{hint_zh}，应在「{context}」处",
    "the report lacks {expected}{hint_en}; it belongs at '{context}'",
    "请补回，或在模板中去掉这一处。",
    "Put it back, or take it out of the template.",
    Level.WARNING,
)
MOVED_FIGURE = ProblemKind(
    "REP-103",
    "{expected}{hint_zh}不在原来的句子里，应在「{context}」处",
    "{expected}{hint_en} left its sentence; it belongs at '{context}'",
    "请移回原处，并核对现在这一句说的是不是它。",
    "Move it back, and see whether the sentence it is in now is about it.",
    Level.WARNING,
)
OTHER_NUMBER = ProblemKind(
    "REP-104",
    "报告写 {stated}，编制的报告此处是 {expected}",
    "the report says {stated}, the composed report has {expected} here",
    "请核对；要改动请改模板或计划。",
    "Check it; to change it, change the template or the plan.",
    Level.WARNING,
)
NEW_NUMBER = ProblemKind(
    "REP-105",
    "{stated} 是编制的报告里没有的数字，没有事实可以印证",
    "{stated} is not in the composed report; no fact bears it out",
    "请说明来源，或把它做成指标。",
    "Name its source, or make it an indicator.",
    Level.NOTE,
)
NO_PART = ProblemKind(
    "REP-106",
    "文件中没有「{part}」，这一部分未与事实比较",
    "the file does not hold '{part}', which was not compared with the facts",
    "如需比较，请给出整份报告。",
    "To compare it, give the whole report.",
    Level.NOTE,
)
OTHER_MEASURE = ProblemKind(
    "REP-107",
    "报告写 {stated}，编制的报告写 {expected}{hint_zh}，计量单位不同",
    "the report says {stated}, the composed one {expected}{hint_en}: another measure",
    "请核对计量单位。",
    "Check the measure.",
    Level.NOTE,
)
