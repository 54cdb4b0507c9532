package io.beltline.service.admin;

import io.beltline.service.books.DestinationBook;
import io.beltline.service.books.LedgerLine;
import io.beltline.service.books.LedgerReading;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import tools.jackson.core.JsonGenerator;

/** The ledger: what became of every item. */
record LedgerResource(AdminSource source) {

  HttpResponse show(HttpRequest request) {
    LedgerReading reading = source.ledger().get();
    return AdminJson.answer(
        200,
        json -> {
          AdminJson.time(json, "read", source.clock().unixNanos());
          json.writeBooleanProperty("settled", reading.settled());
          AdminJson.numbers(json, "alarms", source.audit().alarms());
          AdminJson.array(json, "pipelines", reading.pipelines(), line -> line(json, line));
          AdminJson.array(json, "destinations", reading.destinations(), book -> book(json, book));
        });
  }

  private static void line(JsonGenerator json, LedgerLine line) {
    json.writeStringProperty("pipeline", line.pipeline().toString());
    json.writeStringProperty("destination", line.destination().toString());
    json.writeNumberProperty("accepted", line.accepted());
    json.writeNumberProperty("refused", line.refused());
    AdminJson.numbers(json, "created", line.created());
    json.writeNumberProperty("repeated", line.repeated());
    AdminJson.numbers(json, "filtered", line.filtered());
    AdminJson.numbers(json, "sampled_out", line.sampledOut());
    AdminJson.numbers(json, "dropped", line.dropped());
    json.writeNumberProperty("held", line.held());
    json.writeNumberProperty("handed_on", line.handed());
    json.writeNumberProperty("residue", line.residue());
    json.writeBooleanProperty("settled", line.settled());
  }

  private static void book(JsonGenerator json, DestinationBook book) {
    json.writeStringProperty("destination", book.id().toString());
    json.writeStringProperty("signal", book.signal().label());
    json.writeNumberProperty("taken", book.taken());
    json.writeNumberProperty("recovered", book.recovered());
    json.writeNumberProperty("delivered", book.delivered());
    json.writeNumberProperty("dead_lettered", book.deadLettered());
    AdminJson.numbers(json, "dropped", book.dropped());
    json.writeNumberProperty("returned", book.returned());
    json.writeNumberProperty("in_flight", book.inFlight());
    json.writeNumberProperty("kept", book.kept());
    json.writeNumberProperty("residue", book.residue());
  }
}
