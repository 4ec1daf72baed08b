"""What completion offers: names that begin so; silent where nothing can be read."""

from __future__ import annotations

from wsisdraft.view import View


def known_stakeholders(incomplete: str) -> list[str]:
    """Names that begin so."""
    try:
        names = [each.name for each in View.open(".", "").stakeholders()]
    except Exception:
        return []
    return [name for name in names if name.casefold().startswith(incomplete.casefold())]


def known_refs(incomplete: str) -> list[str]:
    """REFs that begin so."""
    try:
        layout = View.open(".", "").layout
    except Exception:
        return []
    wanted = incomplete.lower()
    found: list[str] = []
    for document in layout.documents:
        found.append(str(document))
        for chapter in layout.chapters(document):
            found.append(str(chapter))
            for address in layout.paragraphs(chapter):
                found += [str(address), str(address).partition("/")[2]]
    return [ref for ref in found if ref.lower().startswith(wanted)]


def known_moments(incomplete: str) -> list[str]:
    """Numbers of closed meetings, tags and HEAD's branch that begin so."""
    try:
        from wsisdraft.repository.when import tags

        view = View.open(".", "")
        meetings = [each.number for each in view.meetings() if each.closed]
        names = (*meetings, *tags(view.clone), view.clone.branch, "HEAD")
    except Exception:
        return []
    return [name for name in dict.fromkeys(names) if name and name.startswith(incomplete)]
