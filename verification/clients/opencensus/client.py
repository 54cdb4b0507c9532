"""Sends known spans and metrics through the exporters of OpenCensus for Python.

Prints what must arrive as one line of JSON: all spans and points as the library itself had them. Arguments: the port
of the receiver, and the number of requests to play.
"""

import json
import sys
from datetime import datetime, timezone

from opencensus.common.monitored_resource import monitored_resource
from opencensus.ext.ocagent import stats_exporter, trace_exporter
from opencensus.metrics.export import gauge
from opencensus.metrics.export.value import ValueDistribution
from opencensus.metrics.label_key import LabelKey
from opencensus.metrics.label_value import LabelValue
from opencensus.stats import aggregation, measure, view
from opencensus.stats.stats import stats
from opencensus.tags import tag_map
from opencensus.trace import link, samplers, status, time_event
from opencensus.trace.span import SpanKind
from opencensus.trace.tracer import Tracer

SERVICE = "oc-shop"
BOUNDS = [10.0, 100.0, 1000.0]

monitored_resource.get_instance = lambda: None  # it would ask clouds where it runs


def nanos(time):
    if isinstance(time, str):
        time = datetime.strptime(time, "%Y-%m-%dT%H:%M:%S.%fZ")
    passed = time.replace(tzinfo=timezone.utc) - datetime(1970, 1, 1, tzinfo=timezone.utc)
    return str(((passed.days * 86400 + passed.seconds) * 1000000 + passed.microseconds) * 1000)


def text(value):
    return str(value).lower() if isinstance(value, bool) else str(value)


class Traces(trace_exporter.TraceExporter):
    """The exporter, which tells what it was given."""

    def __init__(self, **keys):
        super().__init__(**keys)
        self.spans = []

    def emit(self, span_datas):
        self.spans += [self.span(data) for data in span_datas]
        super().emit(span_datas)

    def span(self, data):
        events = [note.description for note in data.annotations or []]
        events += ["message" for _ in data.message_events or []]
        return {
            "traceId": data.context.trace_id,
            "spanId": data.span_id,
            "parentSpanId": data.parent_span_id or "",
            "name": data.name,
            "kind": {SpanKind.UNSPECIFIED: 0, SpanKind.SERVER: 2, SpanKind.CLIENT: 3}[data.span_kind],
            "start": nanos(data.start_time),
            "end": nanos(data.end_time),
            "failed": data.status is not None and data.status.code != 0,
            "attributes": {key: text(value) for key, value in data.attributes.items()},
            "events": sorted(events),
            "links": [one.span_id for one in data.links],
        }


def play_spans(exporter, requests):
    earlier = None
    for number in range(1, requests + 1):
        tracer = Tracer(exporter=exporter, sampler=samplers.AlwaysOnSampler())
        with tracer.span(name=f"GET /orders/{number}") as server:
            server.span_kind = SpanKind.SERVER
            server.add_attribute("number", number)
            server.add_attribute("big", number * 1.5)
            server.add_attribute("first", number == 1)
            server.add_attribute("word", "köttbullar")
            server.add_annotation("cache miss", key=f"order-{number}")
            if earlier is not None:
                server.add_link(link.Link(earlier[0], earlier[1]))
            with tracer.span(name="charge") as client:
                client.span_kind = SpanKind.CLIENT
                client.add_message_event(time_event.MessageEvent(datetime.utcnow(), number, time_event.Type.SENT, 100, 40))
                if number % 3 == 0:
                    client.set_status(status.Status(7, "no money"))
            earlier = (tracer.span_context.trace_id, server.span_id)


def point(descriptor, labels, one):
    made = {
        "name": descriptor.name,
        "attributes": {
            key.key: label.value for key, label in zip(descriptor.label_keys, labels) if label.value is not None
        },
        "time": nanos(one.timestamp),
        "value": 0.0,
        "count": 0,
        "buckets": [],
    }
    if isinstance(one.value, ValueDistribution):
        made.update(
            value=float(one.value.sum), count=one.value.count, buckets=[bucket.count for bucket in one.value.buckets]
        )
    else:
        made.update(value=float(one.value.value))
    return made


def play_metrics(exporter, requests):
    took = measure.MeasureFloat("took", "how long it took", "ms")
    items = measure.MeasureInt("items", "how many items", "1")
    for name, of, how in (
        ("requests", took, aggregation.CountAggregation()),
        ("took.sum", took, aggregation.SumAggregation()),
        ("took.spread", took, aggregation.DistributionAggregation(BOUNDS)),
        ("items.sum", items, aggregation.SumAggregation()),
        ("items.last", items, aggregation.LastValueAggregation()),
    ):
        stats.view_manager.register_view(view.View(name, f"{name} by method", ["method"], of, how))
    registry = gauge.Registry()
    depth = gauge.LongGauge("depth", "entries that wait", "1", [LabelKey("queue", "which")])
    registry.add_gauge(depth)
    sent = []
    for number in range(1, requests + 1):
        measured = stats.stats_recorder.new_measurement_map()
        measured.measure_float_put(took, number * 12.5)
        measured.measure_int_put(items, number)
        tags = tag_map.TagMap()
        tags.insert("method", "GET" if number % 2 else "POST")
        measured.record(tags)
        depth.get_or_create_time_series([LabelValue("mail")]).set(requests - number)
        metrics = list(stats.get_metrics()) + list(registry.get_metrics())
        exporter.export_metrics(metrics)
        for metric in metrics:
            for series in metric.time_series:
                sent += [point(metric.descriptor, series.label_values, one) for one in series.points]
    return sent


def main():
    endpoint, requests = f"127.0.0.1:{sys.argv[1]}", int(sys.argv[2])
    traces = Traces(service_name=SERVICE, host_name="host-1", endpoint=endpoint)
    play_spans(traces, requests)
    rpc = stats_exporter.ExportRpcHandler(stats_exporter._create_stub(endpoint), SERVICE, "host-1")
    points = play_metrics(stats_exporter.StatsExporter(rpc), requests)
    rpc._rpc._request_queue.put(None)  # the end of the stream; the library leaves it open for ever
    for _ in rpc._rpc.call:
        pass
    print(json.dumps({"service": SERVICE, "spans": traces.spans, "points": points}))


main()
