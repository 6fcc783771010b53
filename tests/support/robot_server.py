"""Plays the robots of 钉钉, 企业微信 and 飞书 and a signed webhook for tests: robot_server.py FOLDER.

Prints its port. Checks signatures with Python's hmac and answers as the services document. Every request is a
line of FOLDER/requests.jsonl: path, query, body, whether it counted. Beyond 20 a minute 钉钉 and 企业微信 say
so in the body; /broken answers what is no JSON, /silent hangs up, /gone says 410, /busy 503 with
Retry-After: 7, /slow never ends, /huge answers 8 MiB, /cut_off breaks off in its answer."""

import base64
import hashlib
import hmac
import http.server
import json
import pathlib
import sys
import threading
import time
import urllib.parse

folder = pathlib.Path(sys.argv[1])
counts = {}
lock = threading.Lock()


def sign(key, text):
    return base64.b64encode(hmac.new(key.encode(), text.encode(), hashlib.sha256).digest()).decode()


def dingtalk(query, body):
    if query.get("access_token") != ["token+/="]:
        return {"errcode": 300005, "errmsg": "token is not exist"}
    stamp = query["timestamp"][0]
    if query["sign"][0] != sign("SECsecret", f"{stamp}\nSECsecret"):
        return {"errcode": 310000, "errmsg": "sign not match"}
    if len(body) > 20000 or json.loads(body)["msgtype"] != "markdown":
        return {"errcode": 40035, "errmsg": "wrong parameter"}
    return {"errcode": 0, "errmsg": "ok"}


def wecom(query, body):
    if query.get("key") != ["the-key"]:
        return {"errcode": 93000, "errmsg": "invalid webhook url"}
    if len(json.loads(body)["text"]["content"].encode()) > 2048:
        return {"errcode": 40058, "errmsg": "content exceed max length"}
    return {"errcode": 0, "errmsg": "ok"}


def feishu(query, body):
    told = json.loads(body)
    if told.get("sign") != sign(told.get("timestamp", "") + "\nfei-secret", ""):
        return {"code": 19021, "msg": "sign match fail or timestamp is not within one hour"}
    return {"code": 0, "msg": "success", "data": {}}


class Robot(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def reply(self, status, text, headers=()):
        data = text.encode()
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_POST(self):
        url = urllib.parse.urlsplit(self.path)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        query = urllib.parse.parse_qs(url.query)
        name = url.path.split("/")[1]
        with lock:
            counts[name] = counts.get(name, 0) + 1
            number = counts[name]
            with open(folder / "requests.jsonl", "a", encoding="utf-8") as log:
                log.write(json.dumps({"name": name, "body": body.decode(), "query": query,
                                      "headers": dict(self.headers.items())},
                                     ensure_ascii=False) + "\n")
        if name in ("dingtalk", "wecom") and number > 20:
            code = 130101 if name == "dingtalk" else 45009
            return self.reply(200, json.dumps({"errcode": code, "errmsg": "too fast"}))
        if name in ("dingtalk", "wecom", "feishu"):
            return self.reply(200, json.dumps(globals()[name](query, body)))
        if name == "webhook":
            key = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
            text = self.headers["webhook-id"] + "." + self.headers["webhook-timestamp"] + "."
            good = base64.b64encode(hmac.new(key, text.encode() + body, hashlib.sha256).digest()).decode()
            return self.reply(200 if self.headers["webhook-signature"] == "v1," + good else 401, "{}")
        if name == "broken":
            return self.reply(200, "<html>an error page of something in between</html>")
        if name == "echo":
            return self.reply(401, self.path)
        if name == "gone":
            return self.reply(410, "")
        if name == "busy":
            return self.reply(503, "", [("Retry-After", "7")])
        if name == "redirect":
            return self.reply(302, "", [("Location", "/webhook")])
        if name == "slow":
            self.send_response(200)
            self.end_headers()
            while True:
                time.sleep(0.2)
                self.wfile.write(b" ")
        if name == "huge":
            return self.reply(200, "x" * (8 << 20))
        if name == "cut_off":
            self.send_response(200)
            self.send_header("Content-Length", "100")
            self.end_headers()
            self.wfile.write(b"half")
        self.close_connection = True


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Robot)
server.daemon_threads = True
print(server.server_address[1], flush=True)
server.serve_forever()
