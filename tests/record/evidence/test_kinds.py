"""The kinds that are taken: told apart by ending only within a family, none of them runnable."""

from luji.record.evidence.kinds import BY_MEDIA, FAMILIES, KINDS, LIMITS, RUNNABLE


def test_every_kind_has_a_family_a_limit_and_endings():
    assert {kind.family for kind in KINDS} == set(FAMILIES) == set(LIMITS)
    assert all(
        kind.endings and all(end.startswith(".") and end == end.lower() for end in kind.endings)
        for kind in KINDS
    )
    assert len(BY_MEDIA) == len(KINDS)


def test_nothing_that_runs_or_shows_markup_is_taken():
    assert not RUNNABLE & {end for kind in KINDS for end in kind.endings}
    assert {".exe", ".js", ".html", ".svg", ".docm", ".xlsm", ".apk", ".lnk"} <= RUNNABLE
    assert not {"text/html", "image/svg+xml", "application/zip", "application/msword"} & set(BY_MEDIA)
