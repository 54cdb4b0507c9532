package io.beltline.transport.grpc;

import io.beltline.api.ClientAuthenticator;
import io.beltline.api.ComponentException;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.Header;
import io.beltline.transport.compression.Codecs;
import io.beltline.transport.compression.Compression;
import io.beltline.transport.config.AuthConfig;
import io.beltline.transport.config.GrpcClientConfig;
import io.beltline.transport.net.Authenticators;
import io.grpc.CallOptions;
import io.grpc.Metadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every call of a client carries: headers, credentials, compression. */
final class Outgoing {
  private static final Metadata.Key<String> CREDENTIALS =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final GrpcClientConfig config;
  private final Compression compression;
  private final CallOptions options;
  private final @Nullable ClientAuthenticator authenticator;

  Outgoing(GrpcClientConfig config, ClientSettings settings) {
    this.config = config;
    this.compression = Compression.of(config.compression());
    AuthConfig auth = config.auth();
    this.authenticator =
        auth == null ? null : Authenticators.client(settings.host(), auth.authenticator());
    if (auth != null && authenticator != null && authenticator.signsRequests()) {
      throw new ComponentException(
          "auth::authenticator: \""
              + auth.authenticator()
              + "\" signs the bytes of HTTP requests (expected: an exporter over HTTP, or another"
              + " authenticator)");
    }
    CallOptions base = CallOptions.DEFAULT;
    if (config.waitForReady()) {
      base = base.withWaitForReady();
    }
    if (compression != Compression.NONE) {
      base = base.withCompression(compression.label());
    }
    this.options = base;
  }

  CallOptions options() {
    return options;
  }

  Metadata headers(GrpcRequest request) {
    Metadata headers = new Metadata();
    config.headers().forEach((name, value) -> Headers.setText(headers, name, value.reveal()));
    for (Header header : request.headers()) {
      Headers.set(headers, header.name(), header.value());
    }
    if (authenticator != null) {
      for (ClientAuthenticator.Header change :
          authenticator.headers(request.context(), request.deadline())) {
        apply(change, headers);
      }
    }
    return headers;
  }

  /** Who is to be told that the server does not believe a call with these headers. */
  Runnable refused(Metadata headers) {
    String credentials = authenticator == null ? null : headers.get(CREDENTIALS);
    return authenticator == null || credentials == null
        ? () -> {}
        : () -> authenticator.refused(credentials);
  }

  private static void apply(ClientAuthenticator.Header change, Metadata headers) {
    switch (change.action()) {
      case SET -> Headers.set(headers, change.name(), change.value());
      case INSERT -> {
        if (!Headers.contains(headers, change.name())) {
          Headers.set(headers, change.name(), change.value());
        }
      }
      case UPDATE -> {
        if (Headers.contains(headers, change.name())) {
          Headers.set(headers, change.name(), change.value());
        }
      }
      case DELETE -> Headers.remove(headers, change.name());
    }
  }

  MessageBytes message(GrpcRequest request) {
    if (compression == Compression.NONE || request.message().isEmpty()) {
      return MessageBytes.of(request.message());
    }
    return MessageBytes.of(
        List.of(Codecs.compress(Codings.written(compression), 0, request.message())));
  }
}
