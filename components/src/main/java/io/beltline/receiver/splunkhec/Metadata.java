package io.beltline.receiver.splunkhec;

import io.beltline.receiver.splunkhec.SplunkHecReceiverConfig.Attributes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes attributes of resources out of what events say of themselves. Safe for all threads. */
final class Metadata {
  private static final String TOKEN = "com.splunk.hec.access_token";
  private static final String SCHEME = "Splunk ";

  private final Attributes names;
  private final boolean keepsToken;

  Metadata(SplunkHecReceiverConfig config) {
    this.names = config.hecMetadataToOtelAttrs();
    this.keepsToken = config.accessTokenPassthrough();
  }

  /**
   * The attributes of a resource; what is empty is left out.
   *
   * @param authorization the request's header
   */
  Map<String, @Nullable Object> resource(
      String host, String source, String sourcetype, String index, String authorization) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    put(attributes, names.host(), host);
    put(attributes, names.source(), source);
    put(attributes, names.sourcetype(), sourcetype);
    put(attributes, names.index(), index);
    if (keepsToken && authorization.startsWith(SCHEME)) {
      put(attributes, TOKEN, authorization.substring(SCHEME.length()));
    }
    return attributes;
  }

  private static void put(Map<String, @Nullable Object> into, String name, String value) {
    if (!value.isEmpty()) {
      into.put(name, value);
    }
  }
}
