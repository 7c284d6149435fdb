"""Makes vault.json: the stored formats of the vault, written a second time from docs/spec alone.

Needs Python 3 and the package `cryptography`. The application's tests only read vault.json.
"""

import hashlib
import hmac
import json
import pathlib
import struct
import uuid

from cryptography.hazmat.primitives.ciphers.aead import AESGCM


def fixed(label, length):
    """Bytes that look random and are the same every time."""
    return hashlib.shake_128(label.encode()).digest(length)


def mac(key, message):
    return hmac.new(key, message, hashlib.sha256).digest()


def expand(secret, info, length):
    out, block, n = b"", b"", 1
    while len(out) < length:
        block = mac(secret, block + info.encode() + bytes([n]))
        out, n = out + block, n + 1
    return out[:length]


ROOT = fixed("root key", 32)


def derive(info, length):
    return expand(mac(b"equiveil root key v1", ROOT), info, length)


def lp(x):
    x = x.encode() if isinstance(x, str) else x
    return struct.pack(">I", len(x)) + x


def bucket(length, small_step, small):
    length = max(length, 1)
    step = small_step if length <= small else (1 << ((length - 1).bit_length() - 1)) // 8
    return -(-length // step) * step


def padded(content):
    return content + bytes(bucket(len(content), 64, 1024) - len(content))


def owner(kind, owner_id):
    return bytes([{"SUBJECT": 1, "MATTER": 2}[kind]]) + uuid.UUID(owner_id).bytes


ADDRESS = {
    "ownerKind": "SUBJECT",
    "owner": "11111111-2222-4333-8444-555555555555",
    "group": "RELATION",
    "record": "clients.person",
    "row": "66666666-7777-4888-9999-aaaaaaaaaaaa",
    "class": "CONTACT",
    "version": 3,
}
KEY_ID = "bbbbbbbb-cccc-4ddd-8eee-ffffffffffff"
DATA_KEY = fixed("data key", 32)
DATA_COMMITMENT = expand(DATA_KEY, "data key v1/commitment", 32)[:16]


def place(a, further=b""):
    return (
        owner(a["ownerKind"], a["owner"]) + lp(a["group"]) + lp(a["record"]) + uuid.UUID(a["row"]).bytes
        + lp(a["class"]) + struct.pack(">Q", a["version"]) + lp(further)
    )


def group(use, part, at, content):
    nonce = fixed("nonce " + part, 12)
    header = b"G\x01\x01" + uuid.UUID(KEY_ID).bytes + DATA_COMMITMENT + nonce
    data = lp("sealed group") + lp(header) + lp(part) + lp(at)
    key = expand(DATA_KEY, "data key v1/" + use, 32)
    return header + AESGCM(key).encrypt(nonce, content, data)


def directory(fields):
    out = bytes([len(fields)])
    for name in sorted(fields):
        value = fields[name].encode()
        out += bytes([len(name)]) + name.encode() + struct.pack(">I", len(value)) + value
    return padded(out)


def wrapped(version):
    nonce = fixed("wrap nonce", 12)
    header = (
        b"EVDK\x01\x01" + struct.pack(">I", version)
        + derive(f"key-encryption key v{version} commitment", 16) + nonce
    )
    data = (
        lp("data key") + lp(header) + uuid.UUID(KEY_ID).bytes
        + owner(ADDRESS["ownerKind"], ADDRESS["owner"]) + lp(ADDRESS["group"])
    )
    return header + AESGCM(derive(f"key-encryption key v{version}", 32)).encrypt(nonce, DATA_KEY, data)


def house(domain, at, content):
    k = derive("house seal v1/" + domain, 32)
    salt, nonce = fixed("salt", 16), fixed("house nonce", 12)
    header = b"H\x01\x01" + salt + mac(k, lp("commitment") + salt)[:16] + nonce
    data = lp("house seal") + lp(domain) + lp(header) + lp(at)
    content = padded(struct.pack(">I", len(content)) + content)
    return header + AESGCM(mac(k, lp("message key") + salt)).encrypt(nonce, content, data)


def stream(file_key, content):
    size = bucket(len(content), 4096, 65536)
    content = content + bytes(size - len(content))
    prefix = fixed("prefix", 7)
    header = b"EVST\x01\x01" + expand(file_key, "file key v1/commitment", 32)[:16] + prefix
    key = AESGCM(expand(file_key, "file key v1/chunks", 32))
    chunks = [content[i:i + 65536] for i in range(0, size, 65536)]
    out = header
    for i, chunk in enumerate(chunks):
        nonce = prefix + struct.pack(">I", i) + bytes([i == len(chunks) - 1])
        out += key.encrypt(nonce, chunk, header)
    return out


fields = {"mobile": "13900000000", "name": "林若冰"}
value = group("VALUES", "VALUE", place(ADDRESS), directory(fields))
file_key = fixed("file key", 32)
content = fixed("document", 70000)
whole = stream(file_key, content)
at, secret = b"session/1", "内部值".encode()
sealed = house("small internal value", at, secret)
row, leaf, columns = "consent.consents/7", fixed("leaf", 32), ["GIVEN", "联系", ""]
binding = fixed("binding", 32)
receipt = struct.pack(">Q", 42) + leaf + struct.pack(">QI", 1748736000, 123456000) + binding


def index(kind, text):
    return mac(derive("blind index v1/clients.mobile", 32), lp(kind) + lp(text))


def flip(data, at_byte):
    return data[:at_byte] + bytes([data[at_byte] ^ 1]) + data[at_byte + 1:]


truncated = index("truncated 12", "13900000000")[:2]
vectors = {
    "about": "Stored formats of the vault, made by vault.py from docs/spec. Hostile ones must not open.",
    "rootKey": ROOT.hex(),
    "address": ADDRESS,
    "dataKey": {
        "id": KEY_ID,
        "secret": DATA_KEY.hex(),
        "wrapped": {"1": wrapped(1).hex(), "7": wrapped(7).hex()},
        "hostile": [flip(wrapped(1), i).hex() for i in (0, 4, 5, 9, 12, 30, 40, 85)] + [wrapped(1)[:-1].hex()],
    },
    "group": {
        "fields": fields,
        "value": value.hex(),
        "hostile": {
            "another format": flip(value, 1).hex(),
            "another suite": (value[:2] + b"\x02" + value[3:]).hex(),
            "another key id": flip(value, 3).hex(),
            "another commitment": flip(value, 19).hex(),
            "another nonce": flip(value, 35).hex(),
            "ciphertext": flip(value, 60).hex(),
            "tag": flip(value, len(value) - 1).hex(),
            "cut": value[:-1].hex(),
            "empty": "",
            "sealed as the mask": group("MASKS", "MASK", place(ADDRESS), directory(fields)).hex(),
            "of version 2": group("VALUES", "VALUE", place({**ADDRESS, "version": 2}), directory(fields)).hex(),
            "of a matter": group(
                "VALUES", "VALUE", place({**ADDRESS, "ownerKind": "MATTER"}), directory(fields)).hex(),
            "of another class": group(
                "VALUES", "VALUE", place({**ADDRESS, "class": "BASIC"}), directory(fields)).hex(),
        },
    },
    "stream": {"fileKey": file_key.hex(), "length": len(content),
               "contentSha256": hashlib.sha256(content).hexdigest(), "stored": whole.hex()},
    "house": {"domain": "small internal value", "place": at.decode(), "content": secret.hex(), "sealed": sealed.hex(),
              "hostile": [flip(sealed, i).hex() for i in (0, 1, 2, 3, 19, 35, 50)] + [sealed[:-1].hex()]},
    "blindIndex": {"index": "clients.mobile", "value": "13900000000",
                   "token": index("whole", "13900000000")[:16].hex(),
                   "twelveBits": bytes([truncated[0], truncated[1] & 0xF0]).hex()},
    "gateRow": {"row": row, "version": 3, "leaf": leaf.hex(), "content": columns,
                "mac": mac(derive("gate row mac v1", 32),
                           lp("gate row v1") + lp(row) + struct.pack(">Q", 3) + leaf
                           + struct.pack(">I", 3) + b"".join(map(lp, columns))).hex()},
    "receipt": {"intake": 42, "leaf": leaf.hex(), "second": 1748736000, "nano": 123456000, "binding": binding.hex(),
                "mac": mac(derive("ledger receipt mac v1", 32), receipt).hex()},
}
target = pathlib.Path(__file__).with_name("vault.json")
target.write_text(json.dumps(vectors, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
