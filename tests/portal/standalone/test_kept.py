from portal.standalone import kept


def test_a_secret_is_made_once_and_kept(tmp_path):
    made = kept.secret(tmp_path / "secrets" / "site")
    assert len(made) == 64
    assert kept.secret(tmp_path / "secrets" / "site") == made


def test_each_secret_is_another(tmp_path):
    assert kept.secret(tmp_path / "one") != kept.secret(tmp_path / "two")


def test_only_its_owner_reads_it(tmp_path):
    kept.secret(tmp_path / "secrets" / "site")
    assert (tmp_path / "secrets" / "site").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "secrets").stat().st_mode & 0o777 == 0o700


def test_one_left_half_written_is_made_anew(tmp_path):
    (tmp_path / "site.new").write_text("half")
    assert len(kept.secret(tmp_path / "site")) == 64
