package io.github.goproxy4j;

import java.io.PrintWriter;
import java.io.Serial;
import java.io.StringWriter;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** The logging of core's tests: keeps everything, stack traces too, for tests to look at. */
public final class CapturedLog implements SLF4JServiceProvider {
    private static final List<String> EVENTS = new CopyOnWriteArrayList<>();
    private static final List<String> REQUESTS = new CopyOnWriteArrayList<>();
    private static final Logger LOGGER = new Capture(EVENTS);
    private static final Logger ACCESS = new Capture(REQUESTS);

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter context = new NOPMDCAdapter();

    /** Forgets what was logged so far. */
    public static void clear() {
        EVENTS.clear();
        REQUESTS.clear();
    }

    /** What was logged, each event with its level, message and stack trace; without the log of requests. */
    public static List<String> events() {
        return Collections.unmodifiableList(EVENTS);
    }

    /** The log of requests. */
    public static List<String> requests() {
        return Collections.unmodifiableList(REQUESTS);
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> name.equals("io.github.goproxy4j.access") ? ACCESS : LOGGER;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return context;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {}

    private static final class Capture extends LegacyAbstractLogger {
        @Serial
        private static final long serialVersionUID = 1L;

        private final transient List<String> target;

        Capture(List<String> target) {
            this.target = target;
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return Capture.class.getName();
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String pattern, Object[] arguments, Throwable throwable) {
            StringWriter text = new StringWriter();
            text.append(level + " " + MessageFormatter.basicArrayFormat(pattern, arguments));
            if (throwable != null) {
                throwable.printStackTrace(new PrintWriter(text.append('\n'), true));
            }
            target.add(text.toString());
        }

        @Override
        public boolean isTraceEnabled() {
            return true;
        }

        @Override
        public boolean isDebugEnabled() {
            return true;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }
    }
}
