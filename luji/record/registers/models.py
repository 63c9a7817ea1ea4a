"""A table for every register the installation declares; a broken declaration stops the start."""

from __future__ import annotations

from django.conf import settings

from luji.base.kernel.content import Content
from luji.base.people.roles import load_roles
from luji.record.registers.checking.checks import load_registers
from luji.record.registers.declared.codelists import load_codes
from luji.record.registers.declared.spec import Register
from luji.record.registers.model import Row, build

CONTENT = Content.shipped(settings.LUJI_CONTENT)
ROLES = load_roles(CONTENT.files("posts"))
LISTS = load_codes(CONTENT.files("codes"))
REGISTERS: dict[str, Register] = load_registers(CONTENT.files("registers"), ROLES, LISTS)
MODELS: dict[str, type[Row]] = {name: build(register) for name, register in REGISTERS.items()}
