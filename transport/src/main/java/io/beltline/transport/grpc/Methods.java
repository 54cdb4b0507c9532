package io.beltline.transport.grpc;

import io.grpc.HandlerRegistry;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerMethodDefinition;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods a server knows; others are UNIMPLEMENTED. */
final class Methods extends HandlerRegistry {
  private final Map<String, ServerMethodDefinition<MessageBytes, MessageBytes>> byName =
      new HashMap<>();

  Methods(
      Map<String, GrpcHandler> handlers,
      Map<String, GrpcStreamHandler> streams,
      CallDispatcher dispatcher) {
    handlers.forEach(
        (name, handler) ->
            byName.put(
                name,
                ServerMethodDefinition.create(
                    descriptor(name),
                    (call, headers) -> dispatcher.begin(call, headers, handler))));
    streams.forEach(
        (name, handler) ->
            byName.put(
                name,
                ServerMethodDefinition.create(
                    descriptor(name, MethodType.BIDI_STREAMING),
                    (call, headers) -> dispatcher.begin(call, headers, handler))));
  }

  static MethodDescriptor<MessageBytes, MessageBytes> descriptor(String name) {
    return descriptor(name, MethodType.UNARY);
  }

  private static MethodDescriptor<MessageBytes, MessageBytes> descriptor(
      String name, MethodType type) {
    return MethodDescriptor.newBuilder(MessageBytes.MARSHALLER, MessageBytes.MARSHALLER)
        .setType(type)
        .setFullMethodName(name)
        .build();
  }

  @Override
  public @Nullable ServerMethodDefinition<?, ?> lookupMethod(
      String name, @Nullable String authority) {
    return byName.get(name);
  }
}
