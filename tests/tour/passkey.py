"""What a browser answers when a passkey is made; nobody can sign in with this one."""

import json

from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

KEY = b"a-passkey"


def credential():
    public = ES256({1: 2, 3: -7, -1: 1, -2: b"x" * 32, -3: b"y" * 32})
    held = AttestedCredentialData.create(b"\0" * 16, KEY, public)
    attested = AttestationObject.create("none", AuthenticatorData.create(b"\0" * 32, 0x45, 0, held), {})
    said = {"type": "webauthn.create", "challenge": websafe_encode(b"c"), "origin": "https://localhost"}
    response = {
        "clientDataJSON": websafe_encode(json.dumps(said).encode()),
        "attestationObject": websafe_encode(attested),
    }
    return {"id": websafe_encode(KEY), "rawId": websafe_encode(KEY), "type": "public-key", "response": response}
