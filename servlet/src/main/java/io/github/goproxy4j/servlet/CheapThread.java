package io.github.goproxy4j.servlet;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a thread that waits for a slow client keeps a thread of the system: a virtual one does not.
 *
 * <p>Before Java 24 it may, where the container waits in a monitor; so there none is taken as cheap. Found by name at run
 * time, because this library is compiled for Java 17.
 */
final class CheapThread {
    private static final int MONITORS_UNMOUNT = 24;
    private static final @Nullable MethodHandle IS_VIRTUAL = find();

    private CheapThread() {}

    private static @Nullable MethodHandle find() {
        if (Runtime.version().feature() < MONITORS_UNMOUNT) {
            return null;
        }
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** Whether the current thread is such a one. */
    static boolean isCurrent() {
        if (IS_VIRTUAL == null) {
            return false;
        }
        try {
            return (boolean) IS_VIRTUAL.invokeExact(Thread.currentThread());
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
