/** The network: HTTP and gRPC servers and clients, TLS, authentication and compression. */
@org.jspecify.annotations.NullMarked
module io.beltline.transport {
  requires static transitive org.jspecify;
  requires transitive io.beltline.api;
  requires transitive io.beltline.config;
  requires org.slf4j;
  requires java.logging;
  requires io.netty.buffer;
  requires io.netty.codec;
  requires io.netty.codec.http;
  requires io.netty.codec.http2;
  requires io.netty.common;
  requires io.netty.handler;
  requires io.netty.handler.proxy;
  requires io.netty.resolver;
  requires io.netty.transport;
  requires io.netty.transport.classes.epoll;
  requires io.netty.transport.unix.common;
  requires io.grpc;
  requires io.grpc.netty;
  requires com.github.luben.zstd_jni;
  requires org.lz4.java;
  requires org.xerial.snappy;

  exports io.beltline.transport;
  exports io.beltline.transport.compression;
  exports io.beltline.transport.config;
  exports io.beltline.transport.grpc;
  exports io.beltline.transport.http;
  exports io.beltline.transport.tls;

  opens io.beltline.transport.config to
      io.beltline.config;
}
