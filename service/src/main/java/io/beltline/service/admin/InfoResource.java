package io.beltline.service.admin;

import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;

/** Which collector this is. */
record InfoResource(AdminSource source) {

  HttpResponse info(HttpRequest request) {
    var service = source.service();
    return AdminJson.answer(
        200,
        json -> {
          json.writeStringProperty("command", service.build().command());
          json.writeStringProperty("version", service.build().version());
          json.writeNumberProperty("pid", ProcessHandle.current().pid());
          json.writeBooleanProperty("ready", service.isReady());
          AdminJson.time(json, "started", service.startedUnixNanos());
          json.writeNumberProperty("ledger_alarms", source.audit().alarms().size());
        });
  }
}
