package io.everbook.app.http;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers what the server itself refuses, such as a malformed request, as JSON and without details of the server's. */
final class JsonErrors implements Request.Handler {

    private final Complaints complaints = new Complaints();

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status =
                request.getAttribute(ErrorHandler.ERROR_STATUS) instanceof Integer given ? given : response.getStatus();
        if (request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HttpException failure) {
            complaints.unread(status, failure, request);
        }
        new Reply(response, callback).json(status, JsonBody.error(Refusal.code(status), HttpStatus.getMessage(status)));
        return true;
    }
}
