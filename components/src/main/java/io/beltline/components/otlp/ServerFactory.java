package io.beltline.components.otlp;

import io.beltline.api.Outputs;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/**
 * Makes receivers that are an HTTP server, a gRPC server or both. Their type may be written without
 * underscores too.
 *
 * @param <C> their configuration
 */
public abstract class ServerFactory<C extends Record> implements ReceiverFactory<C> {
  private final String type;
  private final Class<C> configType;
  private final Map<Signal, Stability> stability;

  /** A factory of receivers of a type. */
  protected ServerFactory(String type, Class<C> configType, Map<Signal, Stability> stability) {
    this.type = type;
    this.configType = configType;
    this.stability = stability;
  }

  /**
   * Opens the ports of a receiver that starts. One that opens none, since no pipeline takes
   * anything, is started all the same.
   *
   * @throws io.beltline.api.ComponentException if one cannot be opened; then none stays open
   */
  protected abstract void open(C config, ServerStart start);

  @Override
  public final String type() {
    return type;
  }

  @Override
  public final List<String> aliases() {
    String joined = type.replace("_", "");
    return joined.equals(type) ? List.of() : List.of(joined);
  }

  @Override
  public final Class<C> configType() {
    return configType;
  }

  @Override
  public final Map<Signal, Stability> stability() {
    return stability;
  }

  @Override
  public final ServerReceiver create(Settings settings, C config, Outputs outputs) {
    return new ServerReceiver(settings, outputs, start -> open(config, start));
  }
}
