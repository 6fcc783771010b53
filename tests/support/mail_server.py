"""A real SMTP server for tests, on Debian's aiosmtpd: mail_server.py FOLDER [plain].

Prints its port. Wants STARTTLS with FOLDER/cert.pem and a login of budget/geheim, unless plain; busy can log in later. Keeps each
mail as FOLDER/N.eml and what Python's own parser reads in it as FOLDER/N.json. Mail to full@ is put off,
mail to unknown@ refused, after mail to lost@ the connection breaks without an answer."""

import email
import email.policy
import json
import pathlib
import socket
import ssl
import sys
import threading

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

folder = pathlib.Path(sys.argv[1])
plain = len(sys.argv) > 2 and sys.argv[2] == "plain"
count = 0


def login(server, session, envelope, mechanism, data):
    session.mechanism = mechanism
    if data.login == b"busy":
        return AuthResult(success=False, handled=False, message="454 4.7.0 cannot ask for passwords now")
    good = data.login == b"budget" and data.password == b"geheim"
    return AuthResult(success=good, handled=False)  # it answers 535 itself


class Keeper:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("full@"):
            return "452 4.2.2 mailbox full"
        if address.startswith("unknown@"):
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        global count
        count += 1
        (folder / f"{count}.eml").write_bytes(envelope.original_content)
        mail = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
        told = {
            "from": envelope.mail_from, "to": envelope.rcpt_tos, "tls": session.ssl is not None,
            "mechanism": getattr(session, "mechanism", ""), "defects": [str(d) for d in mail.defects],
            "headers": {name: str(value) for name, value in mail.items()},
            "text": mail.get_content(), "charset": mail.get_content_charset(),
            "longest": max(len(line) for line in envelope.original_content.split(b"\r\n")),
            "bare": b"\n" in envelope.original_content.replace(b"\r\n", b""),
        }
        (folder / f"{count}.new").write_text(json.dumps(told, ensure_ascii=False), "utf-8")
        (folder / f"{count}.new").rename(folder / f"{count}.json")
        if any(address.startswith("lost@") for address in envelope.rcpt_tos):
            server.transport.abort()  # nobody hears that it has the mail
        return "250 kept"


class Server(Controller):
    def _trigger_server(self):  # its own knocks at port 0
        with socket.create_connection(self.server.sockets[0].getsockname()) as knock:
            knock.recv(1024)

    def factory(self):
        if plain:
            return SMTP(self.handler)
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
        return SMTP(self.handler, tls_context=context, require_starttls=True, auth_required=True,
                    authenticator=login)


controller = Server(Keeper(), hostname="127.0.0.1", port=0)
controller.start()
print(controller.server.sockets[0].getsockname()[1], flush=True)
threading.Event().wait()
