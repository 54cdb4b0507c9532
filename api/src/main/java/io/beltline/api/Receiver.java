package io.beltline.api;

/**
 * Takes telemetry from outside and hands it to {@link Outputs}. One instance serves all signals and
 * pipelines that name it.
 *
 * <p>It tells its sender success only on {@link ConsumeResult.Accepted}, and passes a refusal on
 * unchanged in meaning. It counts what it cannot read; the service counts what it hands on.
 */
public interface Receiver extends Component {}
