namespace Parley.Engine.Expressions;

/// <summary><c>getpath($path)</c>, which is itself a path.</summary>
internal sealed class GetPathNode(int offset, Node keys) : Node(offset)
{
    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit) => keys.Each(machine, env, input, k =>
    {
        if (k is not JqArray array)
        {
            return machine.Raise(this, "Path must be specified as an array");
        }

        if (path is { IsBroken: true })
        {
            return machine.Raise(this, $"Invalid path expression with result {JqText.Short(input)}");
        }

        JqValue? found = JqPaths.Get(machine, this, input, array.Elements);
        return found is not null && emit(found, array.Elements.Aggregate(path, (p, key) => p?.Append(key)));
    });
}
