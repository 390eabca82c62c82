using System.Globalization;
using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Coordinates;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Codecs;

/// <summary>How two fields say a place.</summary>
internal enum CoordinateForm
{
    /// <summary>Easting and northing of the British National Grid, in metres.</summary>
    Grid,

    /// <summary>Latitude and longitude in decimal degrees.</summary>
    Decimal,

    /// <summary>Latitude and longitude in degrees, minutes and seconds (ISO 6709).</summary>
    Sexagesimal,
}

/// <summary>Two fields that make one place: easting and northing, or latitude and longitude.</summary>
internal sealed class CoordinatesField(CoordinateForm form, int decimals, bool asText) : FieldCodec
{
    public override string How => form switch
    {
        CoordinateForm.Grid => "easting and northing",
        CoordinateForm.Decimal => "latitude and longitude",
        _ => "latitude and longitude in degrees, minutes and seconds",
    };

    public override CodecFidelity Fidelity => CodecFidelity.Normalised;

    public override string Why => form == CoordinateForm.Grid ? "converted between British National Grid and WGS84 (about 5 m)" : "kept to 1e-7 degree";

    public override Value Read(ReadRun run, int place, PathReader[] fields)
    {
        int first = Take(run, place, fields[0]);
        int second = Take(run, place, fields[1]);
        ReadOnlySpan<byte> a = first == 0 ? default : run.Tree.Text(first).Trim(" \t\r\n"u8);
        ReadOnlySpan<byte> b = second == 0 ? default : run.Tree.Text(second).Trim(" \t\r\n"u8);
        if (a.IsEmpty && b.IsEmpty)
        {
            return Value.None;
        }

        if (a.IsEmpty || b.IsEmpty)
        {
            return run.Fault(first == 0 ? second : first, TranslationIssues.BadValue, "one of the two coordinates is missing");
        }

        if (!TryNumber(a, true, out double x) || !TryNumber(b, false, out double y))
        {
            return run.Fault(first, TranslationIssues.BadValue, $"{ReadRun.Quote(a)}, {ReadRun.Quote(b)} are no {How}");
        }

        if (form != CoordinateForm.Grid)
        {
            return new GeoPoint(x, y).IsInRange ? Value.Point(x, y) : run.Fault(first, CoordinateCodes.OutOfRange, "latitude or longitude is out of range");
        }

        return NationalGrid.TryToWgs84(x, y, out GeoPoint point)
            ? Value.Point(point.Latitude, point.Longitude)
            : run.Fault(first, CoordinateCodes.OutsideGrid, "easting and northing lie outside the British National Grid");
    }

    public override void Write(in Value value, int part, Shape field, WriteRun run)
    {
        if (value.Form != ValueForm.Point)
        {
            run.Fault(TranslationIssues.NotWritable, field, $"'{value}' is not a place");
            return;
        }

        double number = part == 0 ? value.AsLatitude : value.AsLongitude;
        if (form == CoordinateForm.Sexagesimal)
        {
            run.Emit(field, part == 0 ? AngleText.FormatLatitude(number, Math.Max(decimals, 1)) : AngleText.FormatLongitude(number, Math.Max(decimals, 1)));
            return;
        }

        if (form == CoordinateForm.Grid)
        {
            if (!run.TryGrid(in value, out GridPoint point))
            {
                run.FaultOrDefault(TranslationIssues.NotWritable, field, "the place lies outside the British National Grid");
                return;
            }

            number = part == 0 ? point.Easting : point.Northing;
        }

        Span<byte> text = stackalloc byte[64];
        ScalarKind kind = asText ? ScalarKind.Text : ScalarKind.Number;
        int places = decimals >= 0 ? decimals : form == CoordinateForm.Grid ? 0 : 7;
        if (places == 0)
        {
            // Whole metres, the usual case, without the framework's exact decimal arithmetic.
            ((long)Math.Round(number, MidpointRounding.AwayFromZero)).TryFormat(text, out int digits, default, CultureInfo.InvariantCulture);
            run.Emit(field, text[..digits], kind);
            return;
        }

        string format = decimals < 0 && form == CoordinateForm.Decimal ? "0.0######" : "F" + places.ToString(CultureInfo.InvariantCulture);
        number.TryFormat(text, out int written, format, CultureInfo.InvariantCulture);
        run.Emit(field, text[..written], kind);
    }

    private bool TryNumber(ReadOnlySpan<byte> text, bool first, out double number)
    {
        if (form == CoordinateForm.Sexagesimal)
        {
            string angle = Encoding.UTF8.GetString(text);
            return first ? AngleText.TryParseLatitude(angle, out number) : AngleText.TryParseLongitude(angle, out number);
        }

        return double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number)
            && double.IsFinite(number);
    }
}
