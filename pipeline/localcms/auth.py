"""Application passwords, as WordPress has them: one per program, shown once, kept as a hash."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import secrets
import string
import uuid
from dataclasses import dataclass, field

from pipeline.localcms import store_users
from pipeline.localcms.clock import to_text
from pipeline.localcms.records import UserRecord
from pipeline.localcms.store import Store
from pipeline.localcms.store_users import PasswordRecord

_LENGTH = 24
_ALPHABET = string.ascii_letters + string.digits
_CACHE_SIZE = 100


@dataclass(frozen=True, slots=True)
class Login:
    """Who is asking, and with which password."""

    user: UserRecord
    password: PasswordRecord


def create_password(store: Store, user: str, name: str, role: str = "administrator") -> str:
    """A new password for the user, in groups of four characters; it cannot be shown again.

    A user who is not there yet is made, with that role. An earlier password of that name ends.
    """
    plain = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    salt = secrets.token_bytes(16)
    with store.writing() as db:
        found = store_users.find_by_login(db, user)
        user_id = found.id if found else store_users.add_user(db, user, user, "", role)
        password = PasswordRecord(
            id=0,
            uuid=str(uuid.uuid4()),
            name=name,
            salt=salt,
            hash=_hash(plain, salt),
            created=to_text(store.clock()),
        )
        store_users.replace_password(db, user_id, password)
    return " ".join(plain[start : start + 4] for start in range(0, _LENGTH, 4))


@dataclass(frozen=True, slots=True)
class Authenticator:
    """Tells who a request comes from.

    The hash is slow on purpose, so what was right once is remembered in memory, under a key that
    only this process knows. The password is looked up each time all the same: one that was
    replaced ends at once.
    """

    store: Store
    _secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    _known: dict[bytes, str] = field(default_factory=dict)

    def login(self, authorization: str | None) -> Login | None:
        """Whom the header of that value lets in; a wrong password counts as none."""
        credentials = _basic(authorization or "")
        if credentials is None:
            return None
        login, plain = credentials
        with self.store.reading() as db:
            user = store_users.find_by_login(db, login)
            passwords = store_users.passwords(db, user.id) if user else []
        mark = hmac.digest(self._secret, f"{login}\0{plain}".encode(), "sha256")
        match = next((p for p in passwords if self._is_right(mark, plain, p)), None)
        return Login(user, match) if user and match else None

    def _is_right(self, mark: bytes, plain: str, password: PasswordRecord) -> bool:
        known = self._known.get(mark)
        if known is not None:
            return known == password.uuid
        if not hmac.compare_digest(_hash(plain, password.salt), password.hash):
            return False
        if len(self._known) >= _CACHE_SIZE:
            self._known.clear()
        self._known[mark] = password.uuid
        return True


def _hash(plain: str, salt: bytes) -> bytes:
    return hashlib.scrypt(plain.encode(), salt=salt, n=2**13, r=8, p=1, dklen=32)


def _basic(header: str) -> tuple[str, str] | None:
    """The user name and the password, without the spaces it is shown with."""
    scheme, _, value = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        text = base64.b64decode(value.strip(), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return None
    login, colon, plain = text.partition(":")
    return (login, re.sub(r"[^A-Za-z0-9]", "", plain)) if colon else None
