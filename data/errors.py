"""Everything raised on purpose.

    PenumbraError
    ├── UserError                 the person can mend it; the command ends with status 2
    │   ├── UnknownCityError      no such city
    │   ├── ManifestError         a city's manifest says something it may not say
    │   ├── SourceError           a declared file is missing, unreadable or not what was declared
    │   ├── SensitiveDataError    a declared column holds a credential or data about a person
    │   ├── NoSnapshotError       the city has not been built yet
    │   └── ReviewError           a contestation that cannot be recorded as it stands
    ├── BuildError                a build could not be completed; the last snapshot still stands
    └── DeclarationError          a plug-in file declares nothing, or the wrong thing (our mistake)

A message is one sentence or two: what was found, what was expected, what to do.
"""


class PenumbraError(Exception):
    """Base of all errors raised on purpose."""


class UserError(PenumbraError):
    """Something the person who typed the command can mend."""


class UnknownCityError(UserError):
    """No city has this id, and no folder with a manifest lies at this path."""


class ManifestError(UserError):
    """A manifest names the file, the field and the fix."""


class SourceError(UserError):
    """A declared file is missing, unreadable, or not what the manifest says."""


class SensitiveDataError(UserError):
    """A declared column holds what must not be loaded; the value itself is never repeated."""


class NoSnapshotError(UserError):
    """Nothing has been built for this city on this machine."""


class ReviewError(UserError):
    """A contestation lacks what it needs, or may not be written from here."""


class BuildError(PenumbraError):
    """A build stopped; the last published snapshot is untouched."""


class DeclarationError(PenumbraError):
    """A file in a plug-in folder does not declare the one object it must."""
