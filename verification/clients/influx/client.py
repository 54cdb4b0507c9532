"""Sends known measurements through InfluxDB's clients of versions 1 and 2, each in its own way.

Prints what must arrive as one line of JSON: by series a map of numbers. Arguments: the client, the port it sends to, and
the number of requests to play.
"""

import json
import sys

import influxdb
import influxdb_client
from influxdb_client.client.exceptions import InfluxDBError
from influxdb_client.client.write_api import SYNCHRONOUS, WriteOptions
from influxdb_client.rest import ApiException

HOST = "127.0.0.1"
START = 1700000000
BOUNDS = [10, 100]


class Sent:
    def __init__(self, client):
        self.client, self.series = client, {}

    def add(self, name, tags, key, value):
        all_tags = {"client": self.client, **tags}
        words = ", ".join(f"{tag}={all_tags[tag]}" for tag in sorted(all_tags))
        fields = self.series.setdefault(f"{name} {{{words}}}", {})
        fields[key] = fields.get(key, 0) + value

    def broken(self):
        """Three lines, of which one can be read."""
        self.add("good_value", {}, f"{START} asInt", 1)
        return [f"good,client={self.client} value=1i {START}000000000", "bad value= 1", "worse"]

    def stock(self, shelf, time, free, taken):
        self.add("stock_free", {"shelf": shelf}, f"{time} asDouble", free)
        self.add("stock_taken", {"shelf": shelf}, f"{time} asInt", taken)


def shelf_of(request):
    return f"a b,{request % 3}=é"


def lines(sent, request, time):
    """What Telegraf writes of a page of Prometheus: a counter, and a histogram in three lines."""
    sent.add("orders", {}, f"{time} asInt", request)
    sent.add("took", {"metric_type": "histogram"}, "count", request)
    sent.add("took", {"metric_type": "histogram"}, "sum", 2.5 * request)
    tags = f"client={sent.client},metric_type=histogram"
    return [f"orders,client={sent.client} counter={request}i {time}"] + [
        f"prometheus,{tags},le={bound} took_bucket={request} {time}" for bound in [*BOUNDS, "+Inf"]
    ] + [f"prometheus,{tags} took_count={request},took_sum={2.5 * request} {time}"]


def play_first(sent, port, requests):
    for gzip in (False, True):
        client = influxdb.InfluxDBClient(HOST, port, "user", "password", "base", gzip=gzip)
        assert client.ping(), "ping without a version"
        for request in range(1, requests + 1):
            time = START + request
            point = {
                "measurement": "stock",
                "tags": {"client": sent.client, "shelf": shelf_of(request)},
                "fields": {"free": request + 0.5, "taken": request, "open": True, "note": 'a "quoted" text'},
                "time": time,
            }
            assert client.write_points([point], time_precision="s")
            sent.stock(shelf_of(request), time, request + 0.5, request)
            client.write(lines(sent, request, time), {"precision": "s", "db": "base"}, protocol="line")
        client.close()
    client = influxdb.InfluxDBClient(HOST, port)
    try:
        client.write(sent.broken(), {"db": "base"}, protocol="line")
        raise AssertionError("a broken line was taken")
    except influxdb.exceptions.InfluxDBClientError as refused:
        assert refused.code == 400 and "partial write" in refused.content and "line 2" in refused.content, refused


def play_second(sent, port, requests):
    failures = []
    for gzip in (False, True):
        with influxdb_client.InfluxDBClient(f"http://{HOST}:{port}", token="t", org="o", enable_gzip=gzip) as client:
            assert client.ping() and client.version() and client.health().status == "pass"
            batches = WriteOptions(batch_size=50, flush_interval=500)
            with client.write_api(batches, error_callback=lambda _, data, error: failures.append((data, error))) as api:
                for request in range(1, requests + 1):
                    time = START + request
                    point = influxdb_client.Point("stock").tag("client", sent.client).tag("shelf", shelf_of(request))
                    point.field("free", request + 0.5).field("taken", request).field("open", True)
                    api.write("bucket", "o", point.time(time * 10**9))
                    sent.stock(shelf_of(request), time, request + 0.5, request)
                    api.write("bucket", "o", "\n".join(lines(sent, request, time)), write_precision="s")
    assert not failures, failures
    with influxdb_client.InfluxDBClient(f"http://{HOST}:{port}", token="t", org="o") as client:
        try:
            client.write_api(SYNCHRONOUS).write("bucket", "o", sent.broken())
            raise AssertionError("a broken line was taken")
        except ApiException as refused:
            assert isinstance(refused, InfluxDBError) and refused.status == 400, refused
            assert "line 2" in json.loads(refused.body)["message"], refused.body


def main():
    name, port, requests = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    sent = Sent(name)
    {"influxdb": play_first, "influxdb-client": play_second}[name](sent, port, requests)
    print(json.dumps(sent.series, ensure_ascii=False))


if __name__ == "__main__":
    main()
