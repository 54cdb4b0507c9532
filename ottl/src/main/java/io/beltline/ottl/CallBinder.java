package io.beltline.ottl;

import io.beltline.config.Suggestion;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.function.Arguments;
import io.beltline.ottl.function.OttlFunction;
import io.beltline.ottl.function.Parameter;
import io.beltline.ottl.function.ParameterKind;
import io.beltline.ottl.function.Parameters;
import io.beltline.ottl.syntax.Syntax;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Matches the arguments of one call with the parameters of its function. */
final class CallBinder {
  private final StatementCompiler compiler;
  private boolean constant = true;

  CallBinder(StatementCompiler compiler) {
    this.compiler = compiler;
  }

  /** Whether all arguments are the same for all records. */
  boolean isConstant() {
    return constant;
  }

  Arguments bind(OttlFunction function, Syntax.Call call) throws InvalidStatementException {
    List<Parameter> parameters = function.parameters();
    Arguments arguments = new Arguments(function, call.at(), compiler.layout());
    Set<Parameter> given = new HashSet<>();
    boolean named = false;
    for (int i = 0; i < call.arguments().size(); i++) {
      Syntax.Argument argument = call.arguments().get(i);
      Parameter parameter;
      if (argument.name() != null) {
        named = true;
        parameter = named(function, argument, argument.name());
      } else if (named) {
        throw new InvalidStatementException(
            argument.at(), "arguments without names stand before those with names");
      } else if (i >= parameters.size()) {
        throw wrongCount(function, call);
      } else {
        parameter = parameters.get(i);
      }
      if (!given.add(parameter)) {
        throw new InvalidStatementException(
            argument.at(), function.name() + " is given " + parameter.name() + " twice");
      }
      arguments.put(parameter, argument.at(), argument(function, parameter, argument));
    }
    for (Parameter parameter : parameters) {
      if (!parameter.optional() && !given.contains(parameter)) {
        throw wrongCount(function, call);
      }
    }
    return arguments;
  }

  private static Parameter named(OttlFunction function, Syntax.Argument argument, String name)
      throws InvalidStatementException {
    Parameter parameter = Parameters.find(function, name);
    if (parameter == null) {
      List<String> names = function.parameters().stream().map(Parameter::name).toList();
      throw new InvalidStatementException(
          argument.at(),
          function.name() + " has no parameter " + name + Suggestion.expected(name, names));
    }
    return parameter;
  }

  private static InvalidStatementException wrongCount(OttlFunction function, Syntax.Call call) {
    long least = function.parameters().stream().filter(p -> !p.optional()).count();
    int most = function.parameters().size();
    String takes = least == most ? String.valueOf(most) : least + " to " + most;
    return new InvalidStatementException(
        call.at(),
        function.name()
            + " takes "
            + takes
            + (most == 1 ? " argument" : " arguments")
            + ", not "
            + call.arguments().size()
            + " (expected: "
            + function.signature()
            + ")");
  }

  private Object argument(OttlFunction function, Parameter parameter, Syntax.Argument argument)
      throws InvalidStatementException {
    Syntax value = argument.value();
    return switch (parameter.kind()) {
      case LAMBDA -> {
        if (!(value instanceof Syntax.Lambda lambda)) {
          throw wrong(function, parameter, argument, null);
        }
        constant = false;
        yield compiler.lambda(lambda);
      }
      case FUNCTION -> converter(function, parameter, argument);
      case PATH -> {
        constant = false;
        if (!(value instanceof Syntax.Path path)) {
          throw wrong(function, parameter, argument, null);
        }
        yield compiler.target(path);
      }
      case VALUES -> list(function, parameter, argument);
      default -> single(function, parameter, argument);
    };
  }

  private Object converter(OttlFunction function, Parameter parameter, Syntax.Argument argument)
      throws InvalidStatementException {
    if (!(argument.value() instanceof Syntax.Name name)) {
      throw wrong(function, parameter, argument, null);
    }
    OttlFunction converter = compiler.named(name.name());
    if (converter == null || converter.isEditor()) {
      throw new InvalidStatementException(argument.at(), "there is no converter " + name.name());
    }
    return converter;
  }

  private Object list(OttlFunction function, Parameter parameter, Syntax.Argument argument)
      throws InvalidStatementException {
    if (!(argument.value() instanceof Syntax.ListOf list)) {
      throw wrong(function, parameter, argument, null);
    }
    List<Expression> values = compiler.values(list.values());
    for (Expression value : values) {
      constant &= value.constant() != null;
    }
    return values;
  }

  private Expression single(OttlFunction function, Parameter parameter, Syntax.Argument argument)
      throws InvalidStatementException {
    Expression value = compiler.value(argument.value());
    String problem = Parameters.problem(parameter.kind(), value);
    if (problem != null) {
      throw wrong(function, parameter, argument, problem);
    }
    constant &= value.constant() != null;
    return Parameters.coerce(
        function.name() + "'s " + parameter.name(), parameter.kind(), value, compiler.layout());
  }

  private static InvalidStatementException wrong(
      OttlFunction function,
      Parameter parameter,
      Syntax.Argument argument,
      @Nullable String instead) {
    ParameterKind kind = parameter.kind();
    return new InvalidStatementException(
        argument.at(),
        function.name()
            + "'s "
            + parameter.name()
            + " takes "
            + kind.words()
            + (instead == null ? "" : ", not " + instead));
  }
}
