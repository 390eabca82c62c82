namespace Parley.Engine.Linkage.Columns;

/// <summary>Which columns of a file are compared, and as what. Columns that are not named are not looked at.</summary>
/// <param name="Columns">The columns in the file's order; at least one.</param>
public sealed record ColumnMap(IReadOnlyList<MappedColumn> Columns);
