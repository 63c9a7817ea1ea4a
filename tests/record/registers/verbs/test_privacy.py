"""Who reads and writes what names people; what the journal tells of fields that were renamed or dropped."""

from luji.record.registers.registry import Kept
from luji.record.registers.verbs import privacy


def test_forms_are_open_to_readers_to_the_filer_and_to_who_handles_it(every, people, filed):
    row = filed(every)
    handled = Kept(every.spec.model_copy(
        update={"workflow": every.flow.model_copy(update={"concerned": ("chair",)})}
    ), every.model)  # fmt: skip
    closed = {
        name: privacy.closed(every, people.actor(name).person, row) for name in ("officer", "second", "lead")
    }
    assert closed == {"officer": frozenset(), "second": {"witness"}, "lead": frozenset()}
    row.chair = "second"
    assert privacy.closed(handled, people.actor("second").person, row) == frozenset()
    assert privacy.closed(every, people.actor("second").person, None) == frozenset()


def test_a_former_name_leads_to_the_field_and_an_unknown_one_is_hidden(every):
    witness = every.spec.fields["witness"].model_copy(update={"was": "party"})
    renamed = Kept(
        every.spec.model_copy(update={"fields": {**every.spec.fields, "witness": witness}}), every.model
    )
    assert privacy.declared(renamed, "party") == witness
    assert privacy.declared(renamed, "nothing") is None
    hidden = [privacy.hides(renamed, name) for name in ("witness", "party", "nothing", "what")]
    assert hidden == [True, True, True, False]
