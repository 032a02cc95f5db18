"""Every error a user can meet: what went wrong with the value and its place, then what to do."""

from __future__ import annotations

NAME_A_STATEMENT = "Give the statement as plain text, Markdown, HTML, PDF, DOCX, ODT or XML."
ADD_IT = "Add it to an archive (variorum add)"


class VariorumError(Exception):
    """The root: the command line prints it and exits with status 3. `listed` are lines that belong under it."""

    listed: tuple[str, ...] = ()

    @property
    def head(self) -> str:
        """The message without its list."""
        return str(self.args[0]) if self.args else ""

    def __str__(self) -> str:
        return "\n  ".join((self.head, *self.listed))


class SourceError(VariorumError):
    """A text that could not be read; `name` is the path or "-" as the user gave it."""

    def __init__(self, name: str, what: str, remedy: str) -> None:
        super().__init__(f"{name}: {what}. {remedy}")
        self.name = name
        self.what = what
        self.remedy = remedy


class SourceMissing(SourceError):
    """Nothing is there."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "no such file", "Check the path; a text on standard input is named -.")


class SourceIsFolder(SourceError):
    """A folder, where a file is needed."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "is a folder", "Name one file in it.")


class SourceNotAFile(SourceError):
    """Something with a path that holds no bytes of its own; `what` names it with its article."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(name, f"is {what}, not a file", "Save the statement as a file and name that.")


class SourceUnreadable(SourceError):
    """The system refused to open or read it."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, f"cannot be read ({reason})", "Check that the file is readable, or copy it elsewhere.")


class SourceLeadsOut(SourceError):
    """A link, or a path in a table, to what lies outside of the folder that was named; `named` says what it names."""

    def __init__(self, name: str, named: str = "") -> None:
        super().__init__(name, f"{named} leads out of the folder".lstrip(), "Name the file itself if it is meant.")


class SourceEmpty(SourceError):
    """No bytes, or no character that is not white space."""

    def __init__(self, name: str, *, white_space: bool = False) -> None:
        what = "holds only white space" if white_space else "is empty"
        super().__init__(name, what, "Name a file that holds the statement.")


class SourceTooLarge(SourceError):
    """More than is read of one source; nothing of it was kept."""

    def __init__(self, name: str, *, seen: str, limit: str) -> None:
        super().__init__(
            name, f"is too large: {seen}, at most {limit}", "Cut the statement out into a file of its own."
        )


class SourceSilent(SourceError):
    """A pipe or terminal from which nothing came for as long as is waited; `what` did not happen."""

    def __init__(self, name: str, what: str, *, seconds: float) -> None:
        super().__init__(
            name,
            f"{what} within {seconds:g} seconds",
            "Check what should write to it, or save the statement as a file and name that.",
        )


class SourceTimeout(SourceError):
    """It took longer to read than one source may take."""

    def __init__(self, name: str, what: str, *, seconds: float) -> None:
        super().__init__(
            name, f"{what} within {seconds:g} seconds", "Save the statement as plain text and compare that file."
        )


class SourceBinary(SourceError):
    """Bytes that are no text in any encoding known here."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            "is binary data of an unknown kind, not a text",
            NAME_A_STATEMENT,
        )


class SourceUnsupported(SourceError):
    """A known format that is not read; `seems` names it with its article."""

    def __init__(self, name: str, seems: str, remedy: str) -> None:
        super().__init__(name, f"seems to be {seems}, which is not read", remedy)


class SourceProtected(SourceError):
    """A document that opens only with a password."""

    def __init__(self, name: str, seems: str) -> None:
        super().__init__(
            name,
            f"is {seems} protected by a password",
            "Open it with the password, save a copy without one, and use that.",
        )


class SourceDamaged(SourceError):
    """A document whose structure is broken; `detail` says where."""

    def __init__(self, name: str, seems: str, detail: str) -> None:
        super().__init__(
            name,
            f"seems to be {seems}, but is damaged ({detail})",
            "Fetch or export it again, or save its text as plain text.",
        )


class CaptureTimeUnreadable(SourceError):
    """A row that says when its text was captured, as nothing that is a time; else it would be taken for now."""

    def __init__(self, name: str, column: str, value: str) -> None:
        super().__init__(
            name,
            f"its column {column} says {value!r}, which is no time of capture",
            "Write the day (2031-03-04) or the time (2031-03-04T10:00:00Z), or leave it empty.",
        )


class SourceWithoutText(SourceError):
    """A document that was read whole and holds no text."""

    def __init__(self, name: str, what: str, remedy: str) -> None:
        super().__init__(name, what, remedy)


class FetchError(SourceError):
    """Something about an address: `name` is the one asked for, `at` the one that failed, where redirects led.

    Neither ever holds a user name or password.
    """

    def __init__(self, name: str, what: str, remedy: str) -> None:
        super().__init__(name, what, remedy)
        self.at = name

    def led_from(self, requested: str) -> None:
        """Say that `requested` is what was asked for, and led to the address that failed."""
        self.what = f"leads to {self.name}, which {self.what}"
        self.said_of(requested)

    def said_of(self, name: str) -> None:
        """Say the same of another address."""
        self.name = name
        self.args = (f"{self.name}: {self.what}. {self.remedy}",)


class AddressNotWeb(FetchError):
    """An address of another kind than http and https."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "is no web address (http or https)", "Name a page on the web, or a file by its path.")


class AddressMalformed(FetchError):
    """No address, or one that hides where it leads."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(name, what, "Copy the address from a browser, without user name and password.")


class AddressForbidden(FetchError):
    """An address that leads to this machine, to the network around it or to no machine at all."""

    def __init__(self, name: str, ip: str, words: str, *, nobody: bool) -> None:
        leads = "is" if ip in name else f"leads to {ip},"
        remedy = "Check the address; no machine answers there." if nobody else "If it is meant, say --allow-private."
        super().__init__(name, f"{leads} {words}, which is not on the public internet", remedy)


class FetchOffline(FetchError):
    """An address, while no network may be used; nothing was connected to."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "is not fetched with --offline", "Leave --offline out, or name a saved copy.")


class FetchUnreachable(FetchError):
    """No connection could be made; `reason` is the system's."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, f"cannot be reached ({reason})", "Check the address and the connection, then try again.")


class FetchUntrusted(FetchError):
    """The server could not prove that it is the one named."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            name,
            f"does not prove who it is ({reason})",
            "Whoever answers may be somebody else. Save the page with a browser, if you trust it there.",
        )


class FetchTimeout(FetchError):
    """It took longer than is waited; nothing of it was kept."""

    def __init__(self, name: str, what: str, *, seconds: float) -> None:
        super().__init__(name, f"{what} {seconds:g} seconds", "Try again later, or save it with a browser.")


class FetchBroken(FetchError):
    """The server broke off, or said what is no HTTP; nothing of it was kept."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, f"did not arrive whole ({reason})", "Try again, or save it with a browser.")
        self.reason = reason


class FetchTooLarge(FetchError):
    """More than is taken of one address; nothing of it was kept."""

    def __init__(self, name: str, *, seen: str, limit: str) -> None:
        super().__init__(
            name, f"is too large: {seen}, at most {limit}", "Save it with a browser and cut the statement out."
        )


class FetchWrongType(FetchError):
    """The server says it sends what holds no statement; nothing of it was taken."""

    def __init__(self, name: str, media_type: str) -> None:
        super().__init__(
            name,
            f"is said to be {media_type}, which is not read",
            "If it holds a statement, save it with a browser and name the file.",
        )


class FetchRedirected(FetchError):
    """A redirect that is not followed: too many, in a circle, or away from encryption."""


class FetchStatus(FetchError):
    """The server answered, and not with the page; `status` is its number."""

    def __init__(self, name: str, status: int, remedy: str) -> None:
        super().__init__(name, f"answers with status {status}", remedy)
        self.status = status


class FetchBusy(FetchError):
    """The host asks to be left alone for longer than is waited."""

    def __init__(self, name: str, *, seconds: float) -> None:
        super().__init__(
            name, f"is on a host that asks for {seconds:.0f} seconds of rest", "Try again after that; all else is done."
        )
        self.seconds = seconds


class RobotsForbid(FetchError):
    """The site's robots.txt asks programs to keep off, or could not be read, which counts as the same."""

    def __init__(self, name: str, unread: str = "") -> None:
        what = f"may not be fetched: its robots.txt {unread}" if unread else "is closed to programs by its robots.txt"
        super().__init__(
            name, what, "Save it with a browser and name the file; or say --ignore-robots, and that is recorded."
        )


class ProxyError(FetchError):
    """The proxy failed, or is none; `proxy` never holds its user name or password."""

    def __init__(self, name: str, proxy: str, reason: str) -> None:
        super().__init__(
            name,
            f"cannot be fetched through the proxy {proxy} ({reason})",
            "Give --proxy as socks5h://HOST:PORT or http://HOST:PORT, and check that it runs.",
        )


class SourceManifold(SourceError):
    """Several statements, where one is needed."""

    def __init__(self, name: str, count: int) -> None:
        super().__init__(name, f"holds {count} statements", "Add it to an archive, and name one by its reference.")


class OutputError(VariorumError):
    """A result that could not be written; `name` is the path as the user gave it."""

    def __init__(self, name: str, what: str, remedy: str) -> None:
        super().__init__(f"{name}: {what}. {remedy}")
        self.name = name
        self.what = what
        self.remedy = remedy


class JudgementError(VariorumError):
    """A person's decision that the two texts do not allow; line numbers count from 1."""


class LineMissing(JudgementError):
    """A line number that a text does not have; `side` is "base" or "other"."""

    def __init__(self, number: int, side: str, count: int) -> None:
        text = "the base" if side == "base" else "the other text"
        super().__init__(
            f"line {number}: {text} has {count} lines. Give a number from 1 to {count}, as the page shows them."
        )


class PairOfKinds(JudgementError):
    """A pair of lines that are counted apart: a title with a sentence, say; `kinds` in the order of the pair."""

    def __init__(self, pair: tuple[int, int], kinds: tuple[str, str]) -> None:
        super().__init__(
            f"{pair[0]}:{pair[1]}: line {pair[0]} of the base is a {kinds[0]} and line {pair[1]} of the other text a "
            f"{kinds[1]}, which are counted apart and never answer each other. Say first what one of them is too, "
            f"as in --as {kinds[0]} :{pair[1]}."
        )


class PairMissing(JudgementError):
    """A pair to be parted that nothing has paired; `answers` are the lines of the other text that answer the first."""

    def __init__(self, pair: tuple[int, int], answers: tuple[int, ...]) -> None:
        numbers = ", ".join(map(str, answers))
        is_what = f"answered by line {numbers}" if answers else "answered by no line"
        way_out = f"Give {pair[0]}:{answers[0]} if that is the pair you mean" if answers else "Leave it out"
        super().__init__(
            f"{pair[0]}:{pair[1]}: these two lines are not paired: line {pair[0]} of the base is {is_what} of the "
            f"other text. {way_out}."
        )


class PairContradicted(JudgementError):
    """A pair that is both made and parted."""

    def __init__(self, pair: tuple[int, int]) -> None:
        super().__init__(f"{pair[0]}:{pair[1]}: this pair is both made and parted. Decide for one of the two.")


class LanguageUnknown(VariorumError):
    """A code that names no language."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"{code}: no language has this code. Give one of ISO 639-1, as in en, de, fr, es or ru, or leave it out: "
            "then the language is told by the words."
        )


class EmptyLine(VariorumError, ValueError):
    """A line without a word among lines already split: left out, it would shift the numbers of all that follow."""

    def __init__(self, index: int, side: str) -> None:
        super().__init__(
            f"line {index} of the {side}, counted from 0, holds only white space and can answer nothing. Leave such "
            "lines out, and compare whole texts with variorum.collate."
        )


class ArchiveError(VariorumError):
    """Something about an archive; `place` is its folder as the user gave or found it."""

    def __init__(self, place: str, what: str, remedy: str) -> None:
        super().__init__(f"{place}: {what}. {remedy}")
        self.place = place
        self.what = what
        self.remedy = remedy


class ArchiveMissing(ArchiveError):
    """No archive is there, and none is made in silence."""

    def __init__(self, place: str) -> None:
        super().__init__(
            place, "no archive here or above", "Make one with: variorum init; or name one with --archive DIR."
        )


class ArchiveExists(ArchiveError):
    """An archive is already there."""

    def __init__(self, place: str) -> None:
        super().__init__(place, "there is an archive here already", "Use it as it is, or name another folder.")


class ArchiveNewer(ArchiveError):
    """Made by a later variorum than this one."""

    def __init__(self, place: str, *, found: int, known: int) -> None:
        super().__init__(
            place,
            f"this archive has schema {found}, and this variorum knows schemas up to {known}",
            "Install a newer variorum; nothing was changed.",
        )


class ArchiveBusy(ArchiveError):
    """Another process was writing for as long as this one waited."""

    def __init__(self, place: str, *, seconds: float) -> None:
        super().__init__(
            place,
            f"another process has been writing to this archive for more than {seconds:g} seconds",
            "Wait until it is done and try again; nothing was changed.",
        )


class ArchiveUnwritable(ArchiveError):
    """The system refused to write; what was kept before is untouched."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            place,
            f"cannot be written ({reason})",
            "Check the folder's permissions and the space left; what was kept before is untouched.",
        )


class ArchiveReadOnly(ArchiveError):
    """Opened for reading, and asked to write."""

    def __init__(self, place: str) -> None:
        super().__init__(place, "was opened for reading only", "Open it with writable=True.")


class ArchiveDamaged(ArchiveError):
    """The database or an original is not what it should be."""

    def __init__(self, place: str, detail: str) -> None:
        super().__init__(place, f"is damaged ({detail})", "Run: variorum verify; then restore from a backup.")


class ReferenceUnknown(VariorumError):
    """A reference that no text of the archive answers."""

    def __init__(self, said: str, near: tuple[str, ...] = ()) -> None:
        way = f"Near it: {', '.join(near)}." if near else "See what is there with: variorum list."
        super().__init__(f"{said}: nothing in the archive has this reference. {way}")
        self.said = said
        self.near = near


class ReferenceIsSeries(ReferenceUnknown):
    """The name of a whole series, where one text is needed."""

    def __init__(self, said: str, series: str, statements: int) -> None:
        many = f"{statements:,} statement{'' if statements == 1 else 's'}"
        VariorumError.__init__(self, f"{said} is a series of {many}: {series}@latest, or variorum list {series}")
        self.said = said
        self.near = (f"{series}@latest",)


class ReferenceAmbiguous(VariorumError):
    """A reference that fits several texts or series; `fits` are names of one each.

    `told` says of each what helps to choose, in the same order.
    """

    MOST = 12

    def __init__(self, said: str, fits: tuple[str, ...], *, told: tuple[str, ...] = (), what: str = "texts") -> None:
        super().__init__(f"{said}: fits {len(fits):,} {what}. Name one:")
        longest = max(map(len, fits[: self.MOST]), default=0)
        lines = [
            f"{fit:<{longest}}  {words}".rstrip() for fit, words in zip(fits, told or ("",) * len(fits), strict=True)
        ]
        more = [f"… {len(fits) - self.MOST:,} more"] if len(fits) > self.MOST else []
        self.listed = (*lines[: self.MOST], *more)
        self.said = said
        self.fits = fits


class AliasWrong(VariorumError):
    """A name that cannot stand for a series."""

    def __init__(self, alias: str) -> None:
        super().__init__(f"{alias}: no name for a series. Use small letters, digits, hyphens and underscores.")


class AliasTaken(VariorumError):
    """A name that stands for another series."""

    def __init__(self, alias: str) -> None:
        super().__init__(f"{alias}: is the name of another series. Choose another name.")


class QueryEmpty(VariorumError):
    """Search words that hold nothing to look for."""

    def __init__(self, said: str) -> None:
        super().__init__(
            f'{said or "nothing"}: no word to look for. Give a word, a "phrase" or begin*; -word only leaves out.'
        )
        self.said = said


class ScopeError(VariorumError):
    """A limit on what is searched that fits nothing at all; `near` are values that it may have meant."""

    def __init__(self, said: str, what: str, near: tuple[str, ...] = ()) -> None:
        way = f"There are: {'; '.join(near)}." if near else "See what is there with: variorum list."
        super().__init__(f"{said}: {what}. {way}")
        self.said = said
        self.near = near


class QuoteNotFound(VariorumError):
    """Words that a text does not have; `nearest` are the characters of its likest line, "" where it has no lines."""

    def __init__(self, words: str, reference: str, nearest: str, *, whole: bool) -> None:
        read = "" if whole else " that was read, and it may not have been read whole"
        way = f"The nearest line says: {nearest}" if nearest else "It has no lines."
        super().__init__(f"{words}: not found in the text of {reference}{read}. {way}")
        self.words = words
        self.reference = reference
        self.nearest = nearest


class PlaceMissing(VariorumError):
    """A place beyond the last of those where the words stand."""

    def __init__(self, place: int, count: int) -> None:
        super().__init__(f"place {place}: the words stand in {count}. Give a number from 1 to {count}.")


class ExtraMissing(VariorumError):
    """A library that comes only with an extra; `wanted` is what it is needed for."""

    def __init__(self, library: str, wanted: str, *, extra: str) -> None:
        super().__init__(f'{wanted}: {library} is not installed. Run: pip install "variorum[{extra}]"')
        self.library = library


class RevisionOtherLanguage(VariorumError):
    """A text that cannot be a later one of another, since the two are in different languages."""

    def __init__(self, reference: str, language: str) -> None:
        super().__init__(
            f"{reference}: a text in {language} is no revision of it. Say its language with --language if it is wrong."
        )
