namespace Parley.Engine.Linkage.Columns;

/// <summary>One column of a file and what it holds.</summary>
/// <param name="Column">The column's name in the header.</param>
/// <param name="Kind">What it holds.</param>
public sealed record MappedColumn(string Column, ColumnKind Kind)
{
    /// <summary>Columns of one name are one set of values (<c>pnc</c>): identifiers, towns and free columns; the column's own name unless stated.</summary>
    public string Name { get; init; } = Column;

    /// <summary>For dates: whether 03/04/1990 is 4 March.</summary>
    public bool MonthFirst { get; init; }
}
