"""Pages of those who keep the accounts (设置 › 人员)."""
