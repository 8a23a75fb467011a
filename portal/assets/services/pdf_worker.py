"""Opens one PDF in a process of its own, with little memory and time, and writes a copy without what runs by itself.

A small file can unpack to gigabytes, so no upload is opened where people are served. Run by
portal/assets/services/pdf.py as `python -I pdf_worker.py FROM TO`; prints one line of JSON. Nothing of Django or of
Varig is imported here.

What is taken out: scripts, actions that start something, forms of the XFA kind, files inside the file, media that
play, and who wrote it with which program. Tags, text and structure stay, so that the copy is as accessible.
"""

from __future__ import annotations

import json
import resource
import sys
from typing import Any

MEMORY_BYTES = 512 * 1024 * 1024
CPU_SECONDS = 20
OUT_BYTES = 200 * 1024 * 1024
MOST_PAGES = 2_000
MOST_OBJECTS = 500_000

FORBIDDEN = frozenset(
    {
        "/AA",
        "/JS",
        "/JavaScript",
        "/OpenAction",
        "/XFA",
        "/AF",
        "/EF",
        "/EmbeddedFiles",
        "/RichMediaContent",
        "/RichMediaSettings",
        "/RichMediaExecute",
    }
)
ACTION_KEYS = ("/A", "/PA", "/Next")
ACTIONS = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/GoToR",
        "/GoToE",
        "/Rendition",
        "/RichMediaExecute",
        "/Movie",
        "/Sound",
        "/Hide",
    }
)
WRITERS = ("/Author", "/Creator", "/Producer")
WRITERS_IN_METADATA = ("dc:creator", "pdf:Producer", "xmp:CreatorTool", "pdfx:SourceModified")


def limit() -> None:
    """Bound what this process may use."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUT_BYTES, OUT_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def walk(pdf: Any, remove: bool) -> int:
    """Count what is forbidden in everything that the trailer leads to, and take it out when told to.

    Nested direct dictionaries are walked too: a list of all numbered objects would miss what stands inside them.
    """
    import pikepdf

    found = 0
    visited: set[tuple[int, int]] = set()
    stack: list[Any] = [pdf.trailer]
    while stack:
        at = stack.pop()
        if at.is_indirect:
            if at.objgen in visited:
                continue
            visited.add(at.objgen)
            if len(visited) > MOST_OBJECTS:
                raise OverflowError
        if isinstance(at, pikepdf.Array):
            stack.extend(each for each in at if isinstance(each, pikepdf.Object))
            continue
        if not isinstance(at, pikepdf.Dictionary | pikepdf.Stream):
            continue
        for key in list(at.keys()):
            value = at[key]
            if key in FORBIDDEN or (key in ACTION_KEYS and starts_something(value)):
                found += 1
                if remove:
                    del at[key]
                continue
            if isinstance(value, pikepdf.Object):
                stack.append(value)
    return found


def starts_something(value: Any) -> bool:
    """Say whether an action, or one in a list of actions, does more than lead to a place or an address."""
    import pikepdf

    if isinstance(value, pikepdf.Array):
        return any(starts_something(each) for each in value)
    return isinstance(value, pikepdf.Dictionary) and str(value.get("/S", "")) in ACTIONS


def forget_writers(pdf: Any) -> None:
    """Take out who made the file and with which program; the title and the marks of accessibility stay."""
    for key in WRITERS:
        if key in pdf.docinfo:
            del pdf.docinfo[key]
    if "/Metadata" not in pdf.Root:
        return
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for key in WRITERS_IN_METADATA:
            if key in metadata:
                del metadata[key]


def check(source: str, target: str) -> dict[str, Any]:
    """Return what was found: `problem` (a code, empty when all is well), `removed` and `signed`."""
    import pikepdf

    with open(source, "rb") as file:
        if file.read(5) != b"%PDF-":
            return {"problem": "not_pdf"}
        file.seek(-min(1024, file.seek(0, 2)), 2)
        if b"%%EOF" not in file.read():
            return {"problem": "damaged"}
    try:
        with pikepdf.open(source) as pdf:
            if pdf.is_encrypted:
                return {"problem": "locked"}
            if len(pdf.pages) > MOST_PAGES:
                return {"problem": "too_heavy"}
            signed = "/AcroForm" in pdf.Root and int(pdf.Root.AcroForm.get("/SigFlags", 0)) & 1 == 1
            removed = walk(pdf, remove=True)
            forget_writers(pdf)
            pdf.save(target)
            if any("bad_alloc" in each for each in pdf.get_warnings()):
                # A part was too large to unpack and was left out; a file with holes is not what was sent.
                return {"problem": "too_heavy"}
        with pikepdf.open(target) as again:
            left = walk(again, remove=False)
    except pikepdf.PasswordError:
        return {"problem": "locked"}
    except (MemoryError, OverflowError):
        return {"problem": "too_heavy"}
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError):
        return {"problem": "damaged"}
    return {"problem": "active" if left else "", "removed": removed, "signed": signed}


if __name__ == "__main__":
    limit()
    sys.stdout.write(json.dumps(check(sys.argv[1], sys.argv[2])))
