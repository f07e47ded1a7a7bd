package io.github.goproxy4j.servlet;

import io.github.goproxy4j.ModuleResponse;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Sends a response whenever its client takes more of it. No thread waits for a client that does not read; how long such a
 * connection may idle is the container's to say.
 */
final class AsyncAnswer implements WriteListener, AsyncListener {
    /** What a connection takes at once is not worth it. */
    private static final long LARGE = 64 * 1024;

    private final ModuleResponse answer;
    private final AsyncContext async;
    private final ServletOutputStream out;
    private final BodyOutput body;
    private boolean isWritten;

    private AsyncAnswer(ModuleResponse answer, AsyncContext async, ServletOutputStream out, BodyOutput body) {
        this.answer = answer;
        this.async = async;
        this.out = out;
        this.body = body;
    }

    /**
     * Whether a response is to be sent in this way. One of unknown length is not: should it fail in the middle, its end
     * would look like any other. And where a thread that waits costs nothing, waiting is the shorter way.
     */
    static boolean suits(ModuleResponse answer, HttpServletRequest request) {
        return answer.hasBody()
                && answer.contentLength().orElse(0) > LARGE
                && request.isAsyncSupported()
                && !CheapThread.isCurrent();
    }

    /** Begins to send a response, and closes it in the end. */
    static void send(ModuleResponse answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean isStarted = false;
        try {
            ServletRequests.sendHead(answer, response);
            AsyncContext async = request.startAsync(request, response);
            async.setTimeout(
                    0); // A large file may take long; that something must happen meanwhile is for the container.
            ServletOutputStream out = response.getOutputStream();
            BodyOutput body = BodyOutput.of(answer, out, request.isSecure());
            AsyncAnswer listener = new AsyncAnswer(answer, async, out, body);
            async.addListener(listener);
            out.setWriteListener(listener);
            isStarted = true;
        } finally {
            if (!isStarted) {
                answer.close();
            }
        }
    }

    @Override
    public void onWritePossible() throws IOException {
        while (out.isReady()) {
            if (isWritten) {
                async.complete();
                return;
            }
            isWritten = !body.writePart();
        }
    }

    /** The client is gone, or the file cannot be read; the container breaks the connection off. */
    @Override
    public void onError(Throwable cause) {
        answer.close();
        async.complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        answer.close();
    }

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {
        answer.close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
