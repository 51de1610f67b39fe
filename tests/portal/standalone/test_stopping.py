import os
import signal

import pytest

from portal.standalone import stopping


@pytest.mark.parametrize("number", stopping.SIGNALS)
def test_a_signal_becomes_a_question(number):
    with stopping.listening() as requests:
        assert not requests.any()
        requests.check()
        os.kill(os.getpid(), number)
        assert requests.any()
        with pytest.raises(stopping.StopRequested) as stop:
            requests.check()
    assert stop.value.signal == number


def test_nohup_is_obeyed():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stopping.listening() as requests:
            os.kill(os.getpid(), signal.SIGHUP)
            assert not requests.any()
    finally:
        signal.signal(signal.SIGHUP, before)


def test_what_handled_the_signals_before_does_so_again():
    before = signal.getsignal(signal.SIGTERM)
    with stopping.listening():
        assert signal.getsignal(signal.SIGTERM) != before
    assert signal.getsignal(signal.SIGTERM) == before
