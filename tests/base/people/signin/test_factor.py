"""The second factor: on with a code, asked for once each, off with a code, kept where a post needs it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from luji.base.people.models import RecoveryCode, SecondFactor
from luji.base.people.signin import codes as rfc
from luji.base.people.signin import factor


def code_of(account, at=None, steps=0):
    from django.conf import settings

    sealed = SecondFactor.objects.get(account=account).secret
    secret = rfc.unseal(sealed, settings.SECRET_KEY)
    return rfc.code_at(secret, int((at or timezone.now()).timestamp()) // 30 + steps)


@pytest.fixture
def on(crew):
    account = crew["080101"]
    factor.prepare(account)
    fresh = factor.turn_on(crew.by("080101"), account, code_of(account, steps=-1))
    return account, fresh


def test_it_is_prepared_once_and_off_until_confirmed(crew):
    account = crew["080101"]
    secret = factor.prepare(account)
    assert factor.prepare(account) == secret
    assert not factor.is_on(account)
    assert secret.hex() not in SecondFactor.objects.get(account=account).secret


def test_a_wrong_first_code_leaves_it_off(crew, codes):
    account = crew["080101"]
    factor.prepare(account)
    right = code_of(account)
    wrong = f"{(int(right) + 1) % 10**6:06d}"
    assert codes(factor.turn_on, crew.by("080101"), account, wrong) == ["PPL-351"]
    assert not factor.is_on(account)
    assert RecoveryCode.objects.count() == 0


def test_on_it_gives_recovery_codes_and_is_told_without_secrets(on, crew, heard, codes):
    account, fresh = on
    assert factor.is_on(account)
    assert len(fresh) == factor.recovery_left(account) == 10
    assert codes(factor.prepare, account) == ["PPL-354"]
    assert not any(one in str(RecoveryCode.objects.values_list("hash")) for one in fresh)


def test_a_code_is_taken_once(on, codes):
    account, _ = on
    now = timezone.now()
    code = code_of(account, now)
    assert factor.check(account, code, now) == "code"
    assert codes(factor.check, account, code, now) == ["PPL-351"]
    assert codes(factor.check, account, code_of(account, now, -1), now) == ["PPL-351"]
    assert factor.check(account, code_of(account, now, 1), now) == "code"


def test_a_recovery_code_is_taken_once(on, codes):
    account, fresh = on
    now = timezone.now()
    assert factor.check(account, f" {fresh[3].lower()} ", now) == "recovery"
    assert codes(factor.check, account, fresh[3], now) == ["PPL-351"]
    assert factor.recovery_left(account) == 9


def test_codes_of_others_are_worth_nothing(on, crew, codes):
    account, fresh = on
    now = timezone.now()
    assert codes(factor.check, crew["080102"], fresh[0], now) == ["PPL-351"]
    assert codes(factor.check, crew["080102"], code_of(account, now), now) == ["PPL-351"]


@pytest.mark.parametrize("code", ["", "000000x", "x" * 40, "--------", "\x00" * 8, "ABCDE-FGHJK"])
def test_odd_codes_are_wrong(on, codes, code):
    assert codes(factor.check, on[0], code, timezone.now()) == ["PPL-351"]


def test_an_old_code_is_wrong(on, codes):
    account, _ = on
    now = timezone.now()
    assert codes(factor.check, account, code_of(account, now), now + timedelta(minutes=2)) == ["PPL-351"]


def test_another_installations_key_is_told(on, codes, settings):
    account, _ = on
    code = code_of(account)
    settings.SECRET_KEY = "another key altogether"
    assert codes(factor.check, account, code, timezone.now()) == ["PPL-357"]


def test_an_unconfirmed_secret_of_another_key_is_made_anew(crew, settings):
    account = crew["080101"]
    first = factor.prepare(account)
    settings.SECRET_KEY = "another key altogether"
    assert factor.prepare(account) != first


def test_off_needs_a_code(on, crew, codes, heard):
    account, fresh = on
    assert codes(factor.turn_off, crew.by("080101"), account, "000000") == ["PPL-351"]
    factor.turn_off(crew.by("080101"), account, fresh[0])
    assert not factor.is_on(account)
    assert RecoveryCode.objects.count() == 0
    assert heard == ["factor_off"]
    assert codes(factor.turn_off, crew.by("080101"), account, fresh[1]) == ["PPL-355"]


def test_posts_may_need_it(on, crew, codes, options):
    account, fresh = on
    assert not factor.is_needed(account)
    options(totp_roles="officer")
    assert factor.is_needed(account)
    assert not factor.is_needed(crew["080102"])
    assert codes(factor.turn_off, crew.by("080101"), account, fresh[0]) == ["PPL-356"]


def test_an_ended_post_needs_nothing(crew, options, day):
    from luji.base.people import posts

    options(totp_roles="officer")
    posts.end(crew["080101"].appointments.get(), day(-1))
    assert not factor.is_needed(crew["080101"])


def test_an_administrator_resets_a_lost_device(on, crew, codes, heard):
    account, _ = on
    assert codes(factor.reset, crew.by("080102"), account) == ["PPL-301"]
    assert codes(factor.reset, crew.by("080001"), crew["080102"]) == ["PPL-355"]
    assert codes(factor.reset, crew.by("080101", keeps=None), account) == ["PPL-302"]
    factor.reset(crew.by("080001"), account)
    assert not factor.is_on(account)
    assert heard == ["factor_off"]
