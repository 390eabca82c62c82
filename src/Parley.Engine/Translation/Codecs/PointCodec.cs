using System.Globalization;
using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Coordinates;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Codecs;

/// <summary>A place in one field: "latitude longitude" in decimal degrees or ISO 6709, or a lettered grid reference.</summary>
internal sealed class PointCodec(bool grid) : ValueCodec
{
    private const int DigitsOfMetres = 5;

    public override string How => grid ? "British National Grid reference" : "latitude and longitude";

    public override CodecFidelity Fidelity => CodecFidelity.Normalised;

    public override string Why => grid ? "converted between British National Grid and WGS84 (about 5 m)" : "written in decimal degrees";

    public override Value Read(ReadOnlySpan<byte> text, int node, ReadRun run)
    {
        string trimmed = Encoding.UTF8.GetString(Trim(text));
        if (trimmed.Length == 0)
        {
            return Value.None;
        }

        if (grid)
        {
            return GridReference.TryParse(trimmed, out GridReference reference)
                && NationalGrid.TryToWgs84(reference.Corner.Easting, reference.Corner.Northing, out GeoPoint converted)
                ? Value.Point(converted.Latitude, converted.Longitude)
                : run.Fault(node, TranslationIssues.BadValue, $"{ReadRun.Quote(text)} is no grid reference");
        }

        return AngleText.TryParsePoint(trimmed, out GeoPoint point)
            ? Value.Point(point.Latitude, point.Longitude)
            : run.Fault(node, TranslationIssues.BadValue, $"{ReadRun.Quote(text)} is no latitude and longitude");
    }

    public override void Write(in Value value, Shape field, WriteRun run)
    {
        if (value.Form != ValueForm.Point)
        {
            run.Fault(TranslationIssues.NotWritable, field, $"'{value}' is not a place");
        }
        else if (!grid)
        {
            run.Emit(field, string.Create(CultureInfo.InvariantCulture, $"{value.AsLatitude:0.0######},{value.AsLongitude:0.0######}"));
        }
        else if (NationalGrid.TryFromWgs84(new GeoPoint(value.AsLatitude, value.AsLongitude), out GridPoint point)
            // To the nearest metre: a reference names the corner of its square, and the conversion is exact to centimetres only.
            && GridReference.TryFormat(new GridPoint(Math.Round(point.Easting), Math.Round(point.Northing)), DigitsOfMetres, out string reference))
        {
            run.Emit(field, reference);
        }
        else
        {
            run.FaultOrDefault(TranslationIssues.NotWritable, field, "the place lies outside the British National Grid");
        }
    }
}
