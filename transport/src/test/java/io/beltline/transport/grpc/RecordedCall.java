package io.beltline.transport.grpc;

import io.grpc.Attributes;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** What the library hands out for a call, as far as it is used here; keeps how it ends. */
final class RecordedCall extends ServerCall<MessageBytes, MessageBytes> {
  final List<Status> ends = new CopyOnWriteArrayList<>();
  final List<Metadata> trailers = new CopyOnWriteArrayList<>();
  final Semaphore asked = new Semaphore(0);
  private final Attributes attributes;

  RecordedCall(Attributes attributes) {
    this.attributes = attributes;
  }

  @Override
  public void request(int messages) {
    asked.release();
  }

  @Override
  public void sendHeaders(Metadata headers) {}

  @Override
  public void sendMessage(MessageBytes message) {}

  @Override
  public void close(Status status, Metadata last) {
    trailers.add(last);
    ends.add(status);
  }

  @Override
  public boolean isCancelled() {
    return false;
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public MethodDescriptor<MessageBytes, MessageBytes> getMethodDescriptor() {
    return Methods.descriptor("test.Service/Echo");
  }
}
