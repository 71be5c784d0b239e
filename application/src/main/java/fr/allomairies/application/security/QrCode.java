package fr.allomairies.application.security;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;

/// What a camera reads, as the path of an SVG.
///
/// @param size of its sides, in modules, margin included
/// @param path of the dark ones
public record QrCode(int size, String path) {

    static QrCode of(String text) {
        try {
            var drawn = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0);
            return new QrCode(drawn.getWidth(), path(drawn));
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code", e);
        }
    }

    private static String path(BitMatrix drawn) {
        var path = new StringBuilder();
        for (var y = 0; y < drawn.getHeight(); y++) {
            for (var x = 0; x < drawn.getWidth(); x++) {
                if (drawn.get(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return path.toString();
    }
}
