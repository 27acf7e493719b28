"""Compiled translations, without the gettext programs: a .mo beside each .po that is newer."""

import polib

from oqu.local.folder import ROOT


def compile_catalogues() -> None:
    for source in sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(compiled))


if __name__ == "__main__":
    compile_catalogues()
