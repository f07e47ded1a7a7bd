package io.github.goproxy4j.jdbc;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import javax.sql.DataSource;

/** The line to paste into a shell, which shows that the server works with Go's default settings. */
final class PasteLine {
    private PasteLine() {}

    /** The line that downloads what was published last, or one that needs no module where there is none. */
    static String of(DataSource connections, String url) throws IOException {
        String command = new Database(connections).read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select module, version from go_version"
                    + " where withdrawn is null order by published desc fetch first row only")) {
                ResultSet row = select.executeQuery();
                return row.next() ? "go mod download " + row.getString(1) + "@" + row.getString(2) : "go env GOPROXY";
            }
        });
        return "GOPROXY=" + url + " GONOPROXY=none GOSUMDB=off " + command;
    }
}
