package io.beltline.receiver.elasticsearchbulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.otlp.PushRig;
import io.beltline.model.Signal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing of a document gets lost for which a record has no field. */
class OtelDocumentsTest {
  private final PushRig rig =
      PushRig.start(new ElasticsearchBulkReceiverFactory(), ", mode: otel", Signal.LOGS);

  @AfterEach
  void close() {
    rig.close();
  }

  private String record(String document) throws Exception {
    String body = "{'create':{}}\n" + document + "\n";
    assertThat(rig.send("POST", "/_bulk", body.replace('\'', '"')).body())
        .contains("\"errors\":false");
    return rig.received().getLast();
  }

  private static String text(String key, String value) {
    return "{'key':'" + key + "','value':{'stringValue':'" + value + "'}}";
  }

  @Test
  void whatResourceAndScopeHaveBesideIsAnAttribute() throws Exception {
    assertThat(
            record(
                "{'resource':{'attributes':{'a':'1'},'schema_url':'u'},"
                    + "'scope':{'name':'lib','version':'2'}}"))
        .contains("'resource':{'attributes':[" + text("a", "1") + "]}")
        .contains("'scope':{'name':'lib'}")
        .contains(text("resource.schema_url", "u"), text("scope.version", "2"));
  }

  @Test
  void partsOfAnotherKindAreAttributes() throws Exception {
    assertThat(record("{'resource':'r','scope':'s','attributes':'x'}"))
        .contains(text("resource", "r"), text("scope", "s"), text("attributes", "x"));
  }

  @Test
  void aBodyOfAnotherFormIsTheBody() throws Exception {
    assertThat(record("{'body':{'flattened':{'k':'v'}}}"))
        .contains("'body':{'kvlistValue':{'values':[{'key':'flattened'");
    assertThat(record("{'body':'plain'}")).contains("'body':{'stringValue':'plain'}");
    assertThat(record("{'body':{'text':'t','structured':{'k':'v'}}}"))
        .contains("'body':{'stringValue':'t'}", text("body.structured.k", "v"));
  }

  @Test
  void aTimeOfObservationThatIsNoneIsAnAttribute() throws Exception {
    assertThat(record("{'observed_timestamp':'yesterday'}"))
        .contains(text("observed_timestamp", "yesterday"));
  }
}
