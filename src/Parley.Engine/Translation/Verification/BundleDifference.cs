namespace Parley.Engine.Translation.Verification;

/// <summary>One thing in which two bundles differ.</summary>
/// <param name="Left">The record of the left bundle, by its place; -1 for a record that only the right one has.</param>
/// <param name="Right">The record of the right bundle, by its place; -1 for a record that only the left one has.</param>
/// <param name="Record">The record in words: its type, and its place in the bundle that has it.</param>
/// <param name="Attribute">The attribute, <c>link ROLE</c> for a link, or empty when the whole record is there on one side only.</param>
/// <param name="Went">What the left bundle has, in the dictionary's text form; empty for nothing.</param>
/// <param name="CameBack">What the right bundle has; empty for nothing.</param>
public sealed record BundleDifference(int Left, int Right, string Record, string Attribute, string Went, string CameBack)
{
    /// <summary>One line for people.</summary>
    public override string ToString()
    {
        string what = Attribute.Length == 0 ? Record : $"{Record}.{Attribute}";
        string back = CameBack.Length == 0 ? "did not come back" : $"came back as '{CameBack}'";
        return Went.Length == 0 ? $"{what} {back} without having been there" : $"{what} went as '{Went}' and {back}";
    }
}
