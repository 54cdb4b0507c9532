'use strict';

// The service of the stock in an application of three services, on the OpenTelemetry SDK for Node.js. GET /reserve?number=N
// asks PRICE_URL what the item costs. Headers are those of OTEL_PROPAGATORS. It prints {"port": ...} when it listens
// and then, as OTLP/JSON, each request of spans before it exports it; it ends when its standard input does.

const http = require('http');
const { context, propagation, trace, SpanKind, SpanStatusCode } = require('@opentelemetry/api');
const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-proto');
const { JsonTraceSerializer } = require('@opentelemetry/otlp-transformer');
const { NodeSDK } = require('@opentelemetry/sdk-node');
const { BatchSpanProcessor } = require('@opentelemetry/sdk-trace-base');

class ToldExporter extends OTLPTraceExporter {
  export(spans, done) {
    console.log(Buffer.from(JsonTraceSerializer.serializeRequest(spans)).toString());
    super.export(spans, done);
  }
}

const tracer = trace.getTracer('verification.stock', '1.0.0');
let previous;

function ask(url, parent) {
  const span = tracer.startSpan('GET', { kind: SpanKind.CLIENT, attributes: { 'url.full': url } }, parent);
  const headers = {};
  propagation.inject(trace.setSpan(parent, span), headers);
  return new Promise((resolve, reject) => {
    http
      .get(url, { headers }, (response) => {
        let body = '';
        response.on('data', (part) => (body += part));
        response.on('end', () => {
          span.setAttribute('http.response.status_code', response.statusCode);
          if (response.statusCode >= 400) {
            span.setStatus({ code: SpanStatusCode.ERROR, message: body });
          }
          span.end();
          resolve({ status: response.statusCode, body });
        });
      })
      .on('error', reject);
  });
}

async function reserve(request, response) {
  const caller = propagation.extract(context.active(), request.headers);
  const number = Number(new URL(request.url, 'http://localhost').searchParams.get('number'));
  const span = tracer.startSpan(
    'GET /reserve',
    {
      kind: SpanKind.SERVER,
      links: previous ? [{ context: previous, attributes: { kind: 'previous', depth: 1 } }] : [],
      attributes: {
        'order.number': number,
        'order.weight': number + 0.5,
        'order.express': number % 2 === 0,
        'order.items': ['köttbullar', '牛乳', '🥕'],
        'order.counts': [1, 2, number],
      },
    },
    caller,
  );
  previous = span.spanContext();
  span.addEvent('reserved', { shelf: 'A' + number, left: number });
  span.addEvent('labelled');
  const price = await ask(process.env.PRICE_URL + '/price?number=' + number, trace.setSpan(caller, span));
  if (price.status < 400) {
    span.setStatus({ code: SpanStatusCode.OK });
  } else {
    span.recordException(new Error('no price'));
    span.setStatus({ code: SpanStatusCode.ERROR, message: 'no price' });
  }
  span.end();
  response.writeHead(price.status).end(price.body);
}

const sdk = new NodeSDK({ spanProcessors: [new BatchSpanProcessor(new ToldExporter())] });
sdk.start();
const server = http.createServer((request, response) => {
  reserve(request, response).catch((error) => {
    console.error(error);
    response.writeHead(500).end();
  });
});
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })));
process.stdin.resume().on('end', () => {
  server.closeAllConnections();
  server.close(() => sdk.shutdown().catch(console.error));
});
