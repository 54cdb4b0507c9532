package io.beltline.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of a record type. */
final class RecordShape {
  /** Read once a type, and dropped with it. */
  private static final ClassValue<RecordShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return new RecordShape(type);
        }
      };

  private final Class<?> type;
  private final Constructor<?> constructor;
  private final List<KeyShape> components;

  private RecordShape(Class<?> type) {
    this.type = type;
    List<KeyShape> shapes = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      shapes.add(KeyShape.of(type, component));
    }
    this.components = List.copyOf(shapes);
    this.constructor = constructor(type);
  }

  static RecordShape of(Class<?> type) {
    return SHAPES.get(type);
  }

  /** One a component, in order. */
  List<KeyShape> components() {
    return components;
  }

  /** The keys users can write, those of squashed records among them. */
  List<KeyShape> keys() {
    List<KeyShape> keys = new ArrayList<>();
    for (KeyShape component : components) {
      if (component.squash() && component.type() instanceof ValueType.Nested nested) {
        keys.addAll(of(nested.type()).keys());
      } else {
        keys.add(component);
      }
    }
    return keys;
  }

  /**
   * Builds the record.
   *
   * @throws InvocationTargetException with what the record's constructor throws
   */
  Object create(@Nullable Object[] values) throws InvocationTargetException {
    try {
      return constructor.newInstance(values);
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException(type + " cannot be built", e);
    }
  }

  private static Constructor<?> constructor(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(type + " has no canonical constructor", e);
    }
  }
}
