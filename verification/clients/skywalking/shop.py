"""A shop under the agent of SkyWalking, which reports over gRPC.

Its orders are calls of HTTP from the program to itself: GET /order asks GET /stock, which works in a thread of its own;
every fifth number fails. It prints each segment as the agent has it, tells figures of a JVM by the agent's own protocol
modules, plays its orders, and ends, all sent, when its standard input does.
"""

import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import grpc
from skywalking import config
from skywalking.agent import agent
from skywalking.decorators import trace
from skywalking.protocol.common.Common_pb2 import CPU
from skywalking.protocol.language_agent.JVMMetric_pb2 import GC, JVMMetric, JVMMetricCollection, MemoryPool, Thread
from skywalking.protocol.language_agent.JVMMetric_pb2_grpc import JVMMetricReportServiceStub
from skywalking.trace.context import get_context


def told(segment):
    """What the agent has of a segment, in the words of its own objects."""
    return {
        "traceId": str(segment.related_traces[0]),
        "segmentId": str(segment.segment_id),
        "spans": [
            {
                "spanId": span.sid,
                "parentSpanId": span.pid,
                "name": span.op,
                "type": span.kind.name,
                "layer": span.layer.name,
                "start": span.start_time,
                "end": span.end_time,
                "failed": span.error_occurred,
                "tags": {tag.key: tag.val for tag in span.iter_tags()},
                "logs": [{item.key: item.val for item in log.items} for log in span.logs],
                "refs": [
                    {
                        "type": ref.ref_type,
                        "traceId": ref.trace_id,
                        "segmentId": ref.segment_id,
                        "spanId": ref.span_id,
                        "service": ref.service,
                        "endpoint": ref.endpoint,
                    }
                    for ref in span.refs
                    if ref.trace_id
                ],
            }
            for span in segment.spans
        ],
    }


archive = agent.archive_segment
lock = threading.Lock()


def archive_and_tell(segment):
    with lock:
        print(json.dumps(told(segment)), flush=True)
    archive(segment)


agent.archive_segment = archive_and_tell
agent.start()

import requests  # noqa: E402, the agent must come first


@trace(op="look up")
def look_up(number):
    if number % 5 == 0:
        raise LookupError("no such item")


class Shop(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        url = urlsplit(self.path)
        number = int(parse_qs(url.query)["number"][0])
        if url.path == "/order":
            code = requests.get(f"{here}/stock?number={number}").status_code
        else:
            code = self.in_thread(number)
        self.send_response(code)
        self.send_header("Content-Length", "0")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True

    def in_thread(self, number):
        snapshot = get_context().capture()
        codes = []

        def work():
            with get_context().new_local_span("in thread"):
                get_context().continued(snapshot)
                try:
                    look_up(number)
                    codes.append(200)
                except LookupError:
                    codes.append(502)

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        return codes[0]

    def log_message(self, *arguments):
        pass


def jvm():
    metric = JVMMetric(
        time=int(time.time() * 1000),
        cpu=CPU(usagePercent=12.5),
        memoryPool=[MemoryPool(type="ZHEAP_USAGE", init=1, max=-1, used=3, committed=4)],
        gc=[GC(phase="NORMAL", count=5, time=6)],
        thread=Thread(
            liveCount=11,
            daemonCount=12,
            peakCount=13,
            runnableStateThreadCount=14,
            blockedStateThreadCount=15,
            waitingStateThreadCount=16,
            timedWaitingStateThreadCount=17,
        ),
    )
    collection = JVMMetricCollection(
        metrics=[metric], service=config.agent_name, serviceInstance=config.agent_instance_name
    )
    with grpc.insecure_channel(config.agent_collector_backend_services) as channel:
        JVMMetricReportServiceStub(channel).collect(collection, timeout=20)


server = ThreadingHTTPServer(("127.0.0.1", 0), Shop)
server.daemon_threads = True
here = f"http://127.0.0.1:{server.server_address[1]}"
threading.Thread(target=server.serve_forever, daemon=True).start()
jvm()
for order in range(1, int(sys.argv[1]) + 1):
    requests.get(f"{here}/order?number={order}")
print("played", flush=True)
sys.stdin.read()
server.shutdown()
