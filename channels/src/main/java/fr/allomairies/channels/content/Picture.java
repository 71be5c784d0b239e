package fr.allomairies.channels.content;

import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.ImageInputStream;

/// Makes a photo of what somebody sent: drawn anew, so that nothing but the picture is left of it, upright, and no
/// larger
/// than a screen needs. A file that claims more pixels than any camera takes is refused before it is unpacked.
public final class Picture {

    public static final long MOST_PIXELS = 120_000_000;
    private static final int LONGEST_SIDE = 2560;
    private static final float QUALITY = 0.85f;

    private Picture() {}

    /// @param type `image/jpeg` or `image/png`
    /// @throws TooManyPixels more than [#MOST_PIXELS]
    /// @throws IOException when it cannot be read
    public static byte[] redrawn(byte[] file, String type) throws IOException {
        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            return redrawn(in, file, type);
        } catch (RuntimeException e) {
            throw new IOException("not a photo that can be read", e);
        }
    }

    private static byte[] redrawn(ImageInputStream in, byte[] file, String type) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(type);
        var reader = readers.next();
        try {
            reader.setInput(in, true, true);
            var width = reader.getWidth(0);
            var height = reader.getHeight(0);
            if ((long) width * height > MOST_PIXELS) {
                throw new TooManyPixels();
            }
            var parameters = reader.getDefaultReadParam();
            var step = Math.max(1, Math.ceilDiv(Math.max(width, height), LONGEST_SIDE));
            parameters.setSourceSubsampling(step, step, 0, 0);
            var picture = upright(reader.read(0, parameters), Orientation.of(file));
            return type.equals("image/png") ? png(picture) : jpeg(picture);
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage upright(BufferedImage picture, Orientation orientation) {
        if (orientation == Orientation.UPRIGHT) {
            return picture;
        }
        var turned = new BufferedImage(
                orientation.swapsSides() ? picture.getHeight() : picture.getWidth(),
                orientation.swapsSides() ? picture.getWidth() : picture.getHeight(),
                BufferedImage.TYPE_INT_RGB);
        AffineTransform turn = orientation.transform(picture.getWidth(), picture.getHeight());
        var canvas = turned.createGraphics();
        canvas.drawImage(picture, new AffineTransformOp(turn, AffineTransformOp.TYPE_NEAREST_NEIGHBOR), 0, 0);
        canvas.dispose();
        return turned;
    }

    private static byte[] png(BufferedImage picture) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", out);
        return out.toByteArray();
    }

    private static byte[] jpeg(BufferedImage picture) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var out = new ByteArrayOutputStream();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            var parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(QUALITY);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    public static final class TooManyPixels extends IOException {

        TooManyPixels() {
            super("more than " + MOST_PIXELS + " pixels");
        }
    }
}
