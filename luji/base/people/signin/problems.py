"""Numbered messages about signing in: passwords (PPL-1xx), factors, sessions, directories (PPL-35x …)."""

from __future__ import annotations

from luji.base.kernel.problem import Level, ProblemKind

NOT_KNOWN = ProblemKind(
    "PPL-101", "账号或密码不对", "the account or the password is wrong",
    "请核对警号和密码，注意大小写。", "Check both; capital letters matter.",
)  # fmt: skip
LOCKED = ProblemKind(
    "PPL-102", "连续输错多次，该账号暂停登录", "too many failed attempts, this account is closed for now",
    "请在 {minutes} 分钟后再试，或联系管理员。",
    "Try again in {minutes} min, or ask whoever keeps the accounts.",
)  # fmt: skip
USERNAME_TAKEN = ProblemKind(
    "PPL-103", "账号「{username}」已存在", "there is already an account '{username}'",
    "请换一个账号名，或修改已有账号。", "Choose another name, or change that account.",
)  # fmt: skip
WEAK_PASSWORD = ProblemKind(
    "PPL-104", "密码太弱：{why}", "the password is too weak: {why_en}",
    "请用至少 {length} 位、不常见、与账号和姓名不同的密码。",
    "Use at least {length} characters, not common, unlike account and name.",
)  # fmt: skip
BAD_USERNAME = ProblemKind(
    "PPL-105", "账号「{username}」不合要求", "'{username}' cannot be an account",
    "账号为 1 至 64 个字母、数字或 . _ - @，且不能是系统自用的名称。",
    "Use 1 to 64 letters, digits or . _ - @, and no name the system keeps for itself.",
)  # fmt: skip
NO_ACCOUNT = ProblemKind(
    "PPL-106", "没有账号「{username}」", "there is no account '{username}'",
    "请核对账号名。", "Check the name.",
)  # fmt: skip
ONE_TIME_OVER = ProblemKind(
    "PPL-107", "一次性密码已过期", "the one-time password has expired",
    "请联系管理员重新发放。", "Ask whoever keeps the accounts for another.",
)  # fmt: skip
WRONG_OLD_PASSWORD = ProblemKind(
    "PPL-108", "原密码不对", "the present password is wrong",
    "请输入现在使用的密码。", "Enter the password you use now.",
)  # fmt: skip
NOT_THE_SAME = ProblemKind(
    "PPL-109", "两次输入的新密码不一致", "the new passwords differ",
    "请重新输入两次相同的新密码。", "Enter the new password twice, alike.",
)  # fmt: skip
ELSEWHERE = ProblemKind(
    "PPL-110", "这个账号的密码由单位的统一目录管理",
    "this account's password is kept in the department's directory",
    "请在统一目录中修改密码。", "Change it there.",
)  # fmt: skip

WRONG_CODE = ProblemKind(
    "PPL-351", "动态验证码不对或已用过", "the code is wrong or was used already",
    "请等下一个验证码再输，并核对手机时间；手机不在身边时可用恢复码。",
    "Wait for the next code and check the clock of the device; or use a recovery code.",
)  # fmt: skip
HALF_OVER = ProblemKind(
    "PPL-352", "登录等待验证码的时间已过", "the sign-in waited too long for its code",
    "请重新登录。", "Sign in again.",
)  # fmt: skip
FACTOR_NEEDED = ProblemKind(
    "PPL-353", "你的岗位必须使用动态验证码", "your post needs a second factor",
    "请先在这里开启，再继续使用。", "Turn it on here, then go on.",
)  # fmt: skip
FACTOR_ON = ProblemKind(
    "PPL-354", "动态验证码已经开启", "the second factor is on already",
    "要换手机，请先关闭再开启。", "To change the device, turn it off first.",
)  # fmt: skip
FACTOR_OFF = ProblemKind(
    "PPL-355", "动态验证码没有开启", "the second factor is not on",
    "请先开启。", "Turn it on first.",
)  # fmt: skip
FACTOR_KEPT = ProblemKind(
    "PPL-356", "你的岗位必须使用动态验证码，不能关闭",
    "your post needs the second factor; it cannot be turned off",
    "要换手机，请管理员重置。", "To change the device, ask whoever keeps the accounts to reset it.",
)  # fmt: skip
SECRET_UNREADABLE = ProblemKind(
    "PPL-357", "读不出动态验证码的密钥（安装的密钥换过）",
    "the secret of the second factor cannot be read (the installation's key has changed)",
    "请用恢复码登录，或请管理员重置。", "Use a recovery code, or ask whoever keeps the accounts to reset it.",
)  # fmt: skip
SESSION_IDLE = ProblemKind(
    "PPL-361", "{minutes} 分钟没有操作，已自动退出",
    "nothing was done for {minutes} min: you were signed out",
    "请重新登录，会回到刚才的页面。", "Sign in again; you come back to the page.",
    Level.NOTE,
)  # fmt: skip
SESSION_OLD = ProblemKind(
    "PPL-362", "登录已满 {hours} 小时，已自动退出", "the session lasted {hours} h: you were signed out",
    "请重新登录，会回到刚才的页面。", "Sign in again; you come back to the page.",
    Level.NOTE,
)  # fmt: skip
MUST_CHANGE = ProblemKind(
    "PPL-363", "这是一次性密码，须先改成自己的密码",
    "this is a one-time password: change it to one of your own first",
    "请在这里设置新密码。", "Set a new password here.",
    Level.NOTE,
)  # fmt: skip
PASSWORD_AGED = ProblemKind(
    "PPL-364", "密码已用满 {days} 天，须更换", "the password is {days} days old and must be changed",
    "请在这里设置新密码。", "Set a new password here.",
    Level.NOTE,
)  # fmt: skip

LDAP_SILENT = ProblemKind(
    "PPL-371", "统一目录没有应答（{why}）", "the directory does not answer ({why})",
    "请稍后再试；一直如此请联系管理员。本地账号仍可登录。",
    "Try again later, or ask whoever keeps the system. Local accounts still sign in.",
)  # fmt: skip
LDAP_AMBIGUOUS = ProblemKind(
    "PPL-372", "统一目录里有不止一个「{username}」", "the directory has more than one '{username}'",
    "请管理员核对 LUJI_LDAP_FILTER。", "Whoever keeps the system should check LUJI_LDAP_FILTER.",
)  # fmt: skip
NOT_ENTERED = ProblemKind(
    "PPL-373", "「{username}」身份已核实，但还没有在本系统登记账号",
    "'{username}' is who they say, but has no account here yet",
    "请联系本单位的系统管理员登记。", "Ask whoever keeps the accounts of your unit.",
)  # fmt: skip
OIDC_SILENT = ProblemKind(
    "PPL-381", "统一身份认证没有应答（{why}）", "the issuer of identities does not answer ({why})",
    "请稍后再试，或用本地账号登录。", "Try again later, or sign in with a local account.",
)  # fmt: skip
OIDC_REFUSED = ProblemKind(
    "PPL-382", "统一身份认证拒绝了登录（{why}）", "the issuer of identities refused ({why})",
    "请重新登录；一直如此请联系管理员。", "Sign in again, or ask whoever keeps the system.",
)  # fmt: skip
OIDC_STRANGE = ProblemKind(
    "PPL-383", "统一身份认证的应答不可信（{why}）", "the answer of the issuer cannot be trusted ({why})",
    "请从登录页重新开始；一直如此请联系管理员。",
    "Begin again at the sign-in page, or ask whoever keeps the system.",
)  # fmt: skip
OIDC_OFF = ProblemKind(
    "PPL-384", "没有设置统一身份认证", "no issuer of identities is set",
    "请用账号和密码登录。", "Sign in with account and password.",
)  # fmt: skip

BAD_OPTION = ProblemKind(
    "PPL-391", "{variable}=「{value}」不能用，应为 {wanted}",
    "{variable}='{value}' cannot be used; wanted: {wanted}",
    "请改正环境变量，再启动。", "Correct the variable and start again.",
)  # fmt: skip
HALF_LDAP = ProblemKind(
    "PPL-392", "设了 LUJI_LDAP_URL，却没有说怎样找人", "LUJI_LDAP_URL is set, but not how people are found",
    "请设 LUJI_LDAP_USER_DN 或 LUJI_LDAP_BASE。", "Set LUJI_LDAP_USER_DN or LUJI_LDAP_BASE.",
)  # fmt: skip
HALF_OIDC = ProblemKind(
    "PPL-393", "设了 LUJI_OIDC_ISSUER，却缺客户端", "LUJI_OIDC_ISSUER is set, but not the client",
    "请设 LUJI_OIDC_CLIENT 和 LUJI_OIDC_SECRET。", "Set LUJI_OIDC_CLIENT and LUJI_OIDC_SECRET.",
)  # fmt: skip
PLAIN_ISSUER = ProblemKind(
    "PPL-394", "身份认证地址「{issuer}」没有加密", "the issuer '{issuer}' is not encrypted",
    "请用 https:// 地址。", "Use an https:// address.",
)  # fmt: skip
