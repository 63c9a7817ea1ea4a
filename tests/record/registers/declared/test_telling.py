"""A register told from its declaration: nothing declared is missing, in both languages."""

import pytest

from luji.record.registers.declared import telling


def told(kept, registry, language):
    return {one.name: one for one in telling.sections(kept.spec, registry.roles, language)}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_field_code_act_clock_and_post_is_told(registry, language):
    for kept in registry.kept.values():
        found = told(kept, registry, language)
        assert [row[1] for row in found["fields"].rows] == list(kept.spec.fields)
        assert len(found["acts"].rows) == len(kept.flow.actions) + 1
        assert len(found["sees"].rows) == len(kept.spec.see)
        versions = sum(len(clock.versions) for clock in kept.flow.clocks.values())
        assert len(found["clocks"].rows if "clocks" in found else []) == versions
        assert all(len(row) == len(one.head) for one in found.values() for row in one.rows)


def test_who_and_who_not(tiny, registry):
    acts = {row[0]: row for row in told(tiny, registry, "zh")["acts"].rows}
    assert acts["批准"][3:] == ("大队领导", "", "送审、审核通过、新建、修改内容", "审核通过")
    assert acts["退回"][4] == "理由"
    assert acts["新建"][2] == "办理中"


def test_clocks_say_article_and_version(hazard, registry):
    (row, *_) = told(hazard, registry, "en")["clocks"].rows
    assert row[3] == "60 days"
    assert "from 2018-01-01" in row[4]


def test_what_is_empty_is_left_out(tiny, registry):
    assert "clocks" not in told(tiny, registry, "zh")
