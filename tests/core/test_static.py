"""Style sheets arrive in one request, the ones of today."""

from django.core.files.storage import FileSystemStorage

from core.static import HashedStorage


def test_a_sheet_that_changed_is_in_the_bundle_of_the_next_collection(tmp_path, settings):
    sources, root = tmp_path / "sources", tmp_path / "root"
    (sources / "css").mkdir(parents=True)
    (sources / "css/app.css").write_text('@import url("card.css") layer(components);')
    settings.STATIC_ROOT = root
    storage = HashedStorage(location=str(root))

    for colour in ("red", "blue"):
        (sources / "css/card.css").write_text(f".card {{ color: {colour} }}")
        for name in ("app.css", "card.css"):
            if not (root / "css" / name).exists() or name == "card.css":  # as collectstatic: only what has changed
                (root / "css").mkdir(parents=True, exist_ok=True)
                (root / "css" / name).write_text((sources / "css" / name).read_text())
        given = FileSystemStorage(location=str(sources))
        list(storage.post_process({name: (given, name) for name in ("css/app.css", "css/card.css")}))

        assert f"color: {colour}" in (root / storage.hashed_files["css/app.css"]).read_text()
