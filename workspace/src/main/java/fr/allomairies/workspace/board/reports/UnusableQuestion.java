package fr.allomairies.workspace.board.reports;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/// A page asked for what there is not is a bad question, told on the page of errors.
@ControllerAdvice(
        assignableTypes = {
            ReportPages.class,
            BehindPages.class,
            ReportFiles.class,
            OverflowPage.class,
            OwnDayPages.class
        })
class UnusableQuestion {

    @ExceptionHandler(IllegalArgumentException.class)
    void refuse(HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_BAD_REQUEST);
    }
}
