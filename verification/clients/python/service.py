"""The service of prices in an application of three services, on the OpenTelemetry SDK for Python.

GET /price?number=N fails for every fifth number. Headers are those of OTEL_PROPAGATORS. It prints {"port": ...} when it
listens and then, as OTLP/JSON, each request of spans before it exports it; it ends when its standard input does.
"""

import base64
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from google.protobuf.json_format import MessageToDict
from opentelemetry import propagate, trace
from opentelemetry.exporter.otlp.proto.common.trace_encoder import encode_spans
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Link, SpanKind, Status, StatusCode

IDS = ("traceId", "spanId", "parentSpanId")


def with_hex_ids(value):
    """OTLP/JSON differs from protobuf's own JSON in its ids."""
    if isinstance(value, list):
        return [with_hex_ids(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {key: base64.b64decode(one).hex() if key in IDS else with_hex_ids(one) for key, one in value.items()}


class ToldExporter(OTLPSpanExporter):
    def export(self, spans):
        request = MessageToDict(encode_spans(spans), use_integers_for_enums=True)
        print(json.dumps(with_hex_ids(request), ensure_ascii=False), flush=True)
        return super().export(spans)


class Price(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    previous = None

    def do_GET(self):
        number = int(parse_qs(urlsplit(self.path).query)["number"][0])
        caller = propagate.extract({key.lower(): value for key, value in self.headers.items()})
        links = [Link(Price.previous, {"kind": "previous", "far": False})] if Price.previous else []
        attributes = {"price.number": number, "price.net": number * 1.25, "price.rounds": [0.5, 1.5], "price.note": "ö\n\"q\""}
        with tracer.start_as_current_span(
            "GET /price", context=caller, kind=SpanKind.SERVER, links=links, attributes=attributes
        ) as span:
            Price.previous = span.get_span_context()
            with tracer.start_as_current_span("look up") as inner:
                inner.add_event("found", {"row": number, "cached": number % 2 == 0})
                fails = number % 5 == 0
                if fails:
                    inner.record_exception(RuntimeError("no such item"))
                    inner.set_status(Status(StatusCode.ERROR, "no such item"))
            if fails:
                span.set_status(Status(StatusCode.ERROR, "no price"))
        body = b"no price" if fails else b"12.50"
        self.send_response(500 if fails else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


traces = TracerProvider()
traces.add_span_processor(BatchSpanProcessor(ToldExporter()))
tracer = traces.get_tracer("verification.price", "1.0.0")
server = ThreadingHTTPServer(("127.0.0.1", 0), Price)
server.daemon_threads = True
threading.Thread(target=server.serve_forever, daemon=True).start()
print(json.dumps({"port": server.server_address[1]}), flush=True)
sys.stdin.read()
server.shutdown()
traces.shutdown()
