from portal.standalone.waiting import wait_until


def test_waiting_ends_when_it_comes_true():
    answers = iter([False, False, True])
    assert wait_until(lambda: next(answers), seconds=5, every=0)


def test_waiting_gives_up_in_time():
    assert not wait_until(lambda: False, seconds=0.01, every=0.005)
